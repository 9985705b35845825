import * as t from 'io-ts';
import { NEVER, Observable, of, throwError } from 'rxjs';
import { dynamicTool, type ToolContext } from '../../../lib/client/tools/dynamic-tool';
import { valuesOf } from '../../support/operator-cases';

const context: ToolContext = {
  id: 0,
  threadId: 'thread',
  turnId: 'turn',
  callId: 'call',
  signal: new AbortController().signal,
};
const text = (said: string, success = true) => ({
  contentItems: [{ type: 'inputText', text: said }],
  success,
});
const schema = {
  type: 'object',
  properties: { id: { type: 'string' } },
  required: ['id'],
  additionalProperties: false,
};

test('is described by its name, its codec and what it is for', () => {
  const plain = dynamicTool('ticket', { id: t.string }, () => 'x');
  expect(plain.spec).toEqual({ name: 'ticket', description: 'ticket', inputSchema: schema });
  const more = dynamicTool('ticket', t.type({ id: t.string }), () => 'x', {
    description: 'Reads a ticket.',
    namespace: 'jira',
    deferLoading: true,
  });
  expect(more).toMatchObject({
    namespace: 'jira',
    spec: { description: 'Reads a ticket.', inputSchema: schema, deferLoading: true },
  });
  const given = dynamicTool('ticket', t.UnknownRecord, () => 'x', { inputSchema: { type: 'object' } });
  expect(given.spec.inputSchema).toEqual({ type: 'object' });
});

test.each(['', 'two words', 'a'.repeat(65), 'tool.name', 'tööl'])('refuses the name %j', (name) => {
  expect(() => dynamicTool(name, {}, () => 'x')).toThrow(/is no name for a tool/);
  expect(() => dynamicTool('tool', {}, () => 'x', { namespace: name })).toThrow(/is no name for a tool/);
});

test.each<[string, () => Observable<string> | Promise<string> | string]>([
  ['a value', () => 'found'],
  ['a promise', () => Promise.resolve('found')],
  ['an Observable', () => of('found', 'more')],
])('answers with %s of its function', async (_, run) => {
  const seen = valuesOf(dynamicTool('ticket', { id: t.string }, run).call({ id: 'A' }, context));
  await new Promise(setImmediate);
  expect(seen).toEqual([text('found'), 'complete']);
});

test('the function gets decoded arguments and where the call came from, and is not called before', () => {
  const run = jest.fn((args: { readonly id: number }, from: ToolContext) => `${args.id + 1} ${from.callId}`);
  const call$ = dynamicTool('next', { id: t.number }, run).call({ id: 1 }, context);
  expect(run).not.toHaveBeenCalled();
  expect(valuesOf(call$)).toEqual([text('2 call'), 'complete']);
});

test('arguments that do not fit are answered with what is wrong, and the function is not called', () => {
  const run = jest.fn(() => 'x');
  const tool = dynamicTool('ticket', { id: t.string, n: t.number }, run);
  expect(valuesOf(tool.call({ id: 1 }, context))).toEqual([
    text(
      'The arguments of ticket do not fit: id is a number, expected string; n is missing, expected number',
      false,
    ),
    'complete',
  ]);
  for (const args of [null, 'text', []])
    expect(valuesOf(tool.call(args, context))).toMatchObject([{ success: false }, 'complete']);
  expect(run).not.toHaveBeenCalled();
});

test('errors with what its function fails with, and lets go of it when it is given up', () => {
  const fault = new Error('no');
  const failing = dynamicTool('ticket', {}, () => throwError(() => fault));
  const throwing = dynamicTool('ticket', {}, () => {
    throw fault;
  });
  for (const tool of [failing, throwing])
    expect(valuesOf(tool.call({}, context))).toEqual([{ error: fault }]);
  let left = 0;
  const waiting = dynamicTool('ticket', {}, () => new Observable<string>(() => () => (left += 1)));
  waiting.call({}, context).subscribe().unsubscribe();
  expect([left, valuesOf(dynamicTool('t', {}, () => NEVER).call({}, context))]).toEqual([1, []]);
});

test('a deferred tool needs a namespace: without one the server starts no thread', () => {
  const deferred = () => dynamicTool('ticket', { id: t.string }, () => 'x', { deferLoading: true });
  expect(deferred).toThrow(/is deferred and has no namespace/);
});
