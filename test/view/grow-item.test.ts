import { growthIn, partialItem } from '../../lib/view/grow-item';
import { ThreadItem } from '../../lib/protocol/generated/definitions';
import type { ServerNotification } from '../../lib/protocol/notification';
import {
  delta,
  notification,
  outputDelta,
  reasoningDelta,
  threadId,
  turnId,
  turnStarted,
} from '../support/notifications';

const ids = { threadId, turnId, itemId: 'i' };
const summed = (summaryIndex: number): ServerNotification =>
  notification('item/reasoning/summaryTextDelta', { ...ids, summaryIndex, delta: 's' });
const change = { path: 'a', diff: '', kind: { type: 'add' } } as const;

/** The item that a notification makes of one that was not seen. */
const grown = (event: ServerNotification) => {
  const { grow, placeholder, itemId } = growthIn(event)!;
  return grow(partialItem(placeholder(itemId)));
};

test.each<[string, ServerNotification, object, object?]>([
  ['a message', delta('i', 'hi'), { type: 'agentMessage', text: 'hi' }],
  ['a plan', notification('item/plan/delta', { ...ids, delta: 'hi' }), { type: 'plan', text: 'hi' }],
  ['a summary of reasoning', summed(1), { type: 'reasoning', summary: ['', 's'] }],
  ['reasoning', reasoningDelta('i', 0, 'r'), { type: 'reasoning', content: ['r'] }],
  ['a command', outputDelta('i', 'out'), { type: 'commandExecution', aggregatedOutput: 'out' }],
  [
    'a terminal',
    notification('item/commandExecution/terminalInteraction', { ...ids, processId: 'p', stdin: 'y\n' }),
    { type: 'commandExecution' },
    { terminalInput: 'y\n' },
  ],
  [
    'a patch',
    notification('item/fileChange/patchUpdated', { ...ids, changes: [change] }),
    { type: 'fileChange', changes: [change] },
  ],
  [
    'the words of a patch',
    notification('item/fileChange/outputDelta', { ...ids, delta: 'ok' }),
    { type: 'fileChange' },
    { progress: 'ok' },
  ],
  [
    'a tool call',
    notification('item/mcpToolCall/progress', { ...ids, message: 'half' }),
    { type: 'mcpToolCall' },
    { progress: 'half' },
  ],
])('%s grows, from nothing as well', (_, event, item, fields = {}) => {
  const view = grown(event);
  expect(view).toMatchObject({ id: 'i', status: 'open', partial: true, item, ...fields });
  expect(ThreadItem.is(view.item)).toBe(true);
});

test('nothing grows by what adds to no item', () => {
  expect(growthIn(turnStarted())).toBeUndefined();
});

test('an item of another type does not, and neither does a part that cannot be', () => {
  const view = grown(delta('i', 'x'));
  for (const event of [
    reasoningDelta('i', 0, 'r'),
    outputDelta('i', 'o'),
    notification('item/fileChange/patchUpdated', { ...ids, changes: [] }),
  ])
    expect(growthIn(event)!.grow(view)).toBe(view);
  const reasoning = grown(summed(0));
  for (const part of [-1, 0.5, 1e9]) expect(growthIn(summed(part))!.grow(reasoning)).toBe(reasoning);
  expect(growthIn(delta('i', 'x'))!.grow(reasoning)).toBe(reasoning);
});
