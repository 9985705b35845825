import * as t from 'io-ts';
import { EMPTY, NEVER, of, throwError, type Observable } from 'rxjs';
import {
  callTools,
  checkTools,
  toolSpecs,
  usableTools,
  withTools,
} from '../../../lib/client/tools/call-tools';
import { dynamicTool } from '../../../lib/client/tools/dynamic-tool';
import type { Diagnostic } from '../../../lib/errors/diagnostic';
import { memoryCodex, watch } from '../../support/memory-codex';
import { valuesOf } from '../../support/operator-cases';

const tool = (
  name: string,
  run: () => Observable<string> | string = () => `${name} ran`,
  namespace?: string,
) => dynamicTool(name, { id: t.string }, run, namespace === undefined ? {} : { namespace });
const call = {
  threadId: 'thread',
  turnId: 'turn',
  callId: 'c',
  namespace: null,
  tool: 'a',
  arguments: { id: 'x' },
};
const context = { id: 0, threadId: 'thread', turnId: 'turn', signal: new AbortController().signal };
const text = (said: string, success = true) => ({
  contentItems: [{ type: 'inputText', text: said }],
  success,
});

/** Calls a handler of tools, and what it said and reported. */
const called = (handler: ReturnType<typeof callTools>, params: object = {}): unknown => {
  const returned = handler({ ...call, ...params }, context);
  return typeof returned === 'object' && returned !== null && 'subscribe' in returned
    ? valuesOf(returned as Observable<unknown>)
    : returned;
};

test('tools of one namespace are described together', () => {
  const specs = toolSpecs([tool('a'), tool('b', undefined, 'n'), tool('c', undefined, 'n')]);
  expect(specs).toMatchObject([
    { type: 'function', name: 'a' },
    {
      type: 'namespace',
      name: 'n',
      tools: [
        { type: 'function', name: 'b' },
        { type: 'function', name: 'c' },
      ],
    },
  ]);
});

test('two of one name are refused, and tools without the experimental API', () => {
  expect(() => checkTools([tool('a'), tool('a', undefined, 'n')], true)).not.toThrow();
  expect(() => checkTools([tool('a'), tool('a')], true)).toThrow(/two tools named a/);
  expect(() => checkTools([tool('a')], false)).toThrow(/experimental/);
  expect(() => checkTools([], false)).not.toThrow();
});

describe('callTools', () => {
  const reports: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): unknown => reports.push(diagnostic);
  beforeEach(() => reports.splice(0));

  it('runs the tool of the name, in its namespace', () => {
    const handler = callTools([tool('a'), tool('a', () => 'in n', 'n')], undefined, report);
    expect(called(handler)).toEqual([text('a ran'), 'complete']);
    expect(called(handler, { namespace: 'n' })).toEqual([text('in n'), 'complete']);
  });

  it.each(['b', '__proto__', 'constructor'])(
    'hands %s, which it does not have, to the other handler',
    (name) => {
      expect(
        called(
          callTools([tool('a')], () => 'theirs', report),
          { tool: name },
        ),
      ).toBe('theirs');
      expect(called(callTools([tool('a')], undefined, report), { tool: name })).toEqual(
        text('This client has no such tool.', false),
      );
      expect(reports).toMatchObject([{ kind: 'refused', method: 'item/tool/call', turnId: 'turn' }]);
    },
  );

  it.each<[string, () => Observable<string>]>([
    ['fails', () => throwError(() => new Error('secret'))],
    ['ends without an answer', () => EMPTY],
  ])('a tool that %s is a failed call in general words, and a diagnostic with the cause', (_, run) => {
    expect(called(callTools([tool('a', run)], undefined, report))).toEqual([
      text('The tool failed.', false),
      'complete',
    ]);
    expect(reports).toMatchObject([
      { kind: 'handler', message: 'The tool a failed.', cause: expect.any(Error) },
    ]);
  });
});

test('without tools the handlers stay as they are', () => {
  const handlers = { 'item/tool/call': () => 'theirs' };
  expect(withTools([], handlers, () => undefined)).toBe(handlers);
});

test.each<[unknown]>([[{}], [[undefined]], [['tool']], [[{ name: 'a' }]]])(
  'what is no list of tools is refused with words, and never called: %j',
  (tools) => {
    expect(usableTools(tools as never)).toEqual([]);
    expect(() => checkTools(tools as never, true)).toThrow(/a list of tools/);
    const { client } = memoryCodex({ tools: tools as never });
    expect(watch(client.ready$).end()).toMatchObject({ error: { name: 'CodexOptionsError' } });
  },
);

describe('a client with tools', () => {
  it('brings them to every thread that it starts, beside those of the call', () => {
    const memory = memoryCodex({ tools: [tool('a')] });
    const theirs = { type: 'function', name: 'b', description: '', inputSchema: {} } as const;
    watch(memory.client.startThread({ dynamicTools: [theirs] }));
    watch(memory.client.startThread());
    expect(memory.paramsOf('thread/start')).toMatchObject([
      { dynamicTools: [theirs, { name: 'a' }] },
      { dynamicTools: [{ name: 'a' }] },
    ]);
  });

  it('answers calls with them, and lets go of one whose item ends', () => {
    let left = 0;
    const slow = tool('slow', () => NEVER);
    const memory = memoryCodex({ tools: [tool('a', () => of('ran')), slow] });
    memory.say({ id: 0, method: 'item/tool/call', params: call });
    expect(memory.sent.at(-1)).toEqual({ id: 0, result: text('ran') });
    memory.say({ id: 1, method: 'item/tool/call', params: { ...call, callId: 'd', tool: 'slow' } });
    left = memory.sent.length;
    memory.say({
      method: 'item/completed',
      params: {
        threadId: 'thread',
        turnId: 'turn',
        item: { type: 'contextCompaction', id: 'd' },
        completedAtMs: 1,
      },
    });
    expect(memory.sent.length).toBe(left);
  });

  it('is refused with two tools of one name', () => {
    const { client } = memoryCodex({ tools: [tool('a'), tool('a')] });
    expect(watch(client.ready$).end()).toMatchObject({ error: { name: 'CodexOptionsError' } });
  });
});
