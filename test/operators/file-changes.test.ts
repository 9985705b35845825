import { from } from 'rxjs';
import { fileChanges, type FileChange } from '../../lib/operators/file-changes';
import type { FileUpdateChange, ThreadItem } from '../../lib/protocol/generated/definitions';
import type { ServerNotification } from '../../lib/protocol/notification';
import {
  agentMessage,
  invalid,
  itemCompleted,
  itemStarted,
  notification,
  threadId,
  turnId,
} from '../support/notifications';
import { operatorCases, valuesOf } from '../support/operator-cases';

const change = (path: string, diff = ''): FileUpdateChange => ({ path, diff, kind: { type: 'add' } });
const patch = (
  id: string,
  status: 'inProgress' | 'completed' | 'declined',
  ...changes: FileUpdateChange[]
): ThreadItem => ({ type: 'fileChange', id, status, changes });
const updated = (itemId: string, ...changes: FileUpdateChange[]): ServerNotification =>
  notification('item/fileChange/patchUpdated', { threadId, turnId, itemId, changes });
const seen = (path: string, status: FileChange['status'], diff = '', itemId = 'p'): FileChange => ({
  ...change(path, diff),
  itemId,
  status,
});

describe('fileChanges', () => {
  operatorCases<ServerNotification, readonly FileChange[]>({
    operator: fileChanges,
    source: {
      a: itemStarted(patch('p', 'inProgress', change('a'))),
      b: updated('p', change('a', '+1'), change('b')),
      c: itemCompleted(patch('p', 'completed', change('a', '+2'))),
    },
    emitted: {
      x: [seen('a', 'inProgress')],
      y: [seen('a', 'inProgress', '+1'), seen('b', 'inProgress')],
      z: [seen('a', 'completed', '+2')],
    },
    live: [
      [seen('a', 'inProgress')],
      [seen('a', 'inProgress', '+1'), seen('b', 'inProgress')],
      [seen('a', 'completed', '+2')],
    ],
  });

  it('lists patch after patch, whatever became of them', () => {
    const events = [
      updated('p', change('a')),
      itemStarted(patch('q', 'inProgress', change('b'))),
      itemCompleted(patch('q', 'declined', change('b'))),
    ];
    expect(valuesOf(from(events).pipe(fileChanges())).at(-2)).toEqual([
      seen('a', 'inProgress'),
      seen('b', 'declined', '', 'q'),
    ]);
  });

  it('is not undone by what comes for a patch that has completed', () => {
    const events = [
      itemCompleted(patch('p', 'completed', change('a'))),
      itemStarted(patch('p', 'inProgress', change('b'))),
      updated('p', change('c')),
    ];
    expect(valuesOf(from(events).pipe(fileChanges()))).toEqual([[seen('a', 'completed')], 'complete']);
  });

  it('leaves everything else and what is invalid out', () => {
    const events = [itemStarted(agentMessage('m')), invalid(updated('p', change('a')))];
    expect(valuesOf(from(events).pipe(fileChanges()))).toEqual(['complete']);
  });
});
