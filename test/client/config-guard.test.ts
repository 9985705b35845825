import { createConfigGuard } from '../../lib/client/config-guard';
import { configWarning } from '../../lib/testing/messages/thread-messages';
import { memoryCodex, watch } from '../support/memory-codex';

const summary = 'Invalid configuration; using defaults.';
const starts = [
  'turn/start',
  'review/start',
  'thread/compact/start',
  'thread/goal/set',
  'thread/queue/add',
  'thread/queue/start',
];

test('the warning that the server runs on its defaults keeps turns from starting, and nothing else', () => {
  const guard = createConfigGuard(false);
  expect(starts.map((method) => guard.faultOf(method))).toEqual(starts.map(() => undefined));
  guard.warning({ summary, details: 'expected `]` at line 3' });
  for (const method of starts) {
    expect(guard.faultOf(method)).toMatchObject({
      name: 'CodexConfigError',
      message: expect.stringContaining('line 3'),
    });
  }
  for (const method of ['thread/read', 'thread/start', 'turn/interrupt', 'toString'])
    expect(guard.faultOf(method)).toBeUndefined();
});

test('the first warning stands', () => {
  const guard = createConfigGuard(false);
  guard.warning({ summary, details: null });
  const first = guard.faultOf('turn/start');
  guard.warning({ summary, details: 'more' });
  expect(guard.faultOf('turn/start')).toBe(first);
});

test.each([
  { summary: 'Codex could not find bubblewrap on PATH.' },
  { summary: 1 },
  {},
  null,
  undefined,
  'text',
])('%p is no such warning', (params) => {
  const guard = createConfigGuard(false);
  guard.warning(params);
  expect(guard.faultOf('turn/start')).toBeUndefined();
});

test('allowDefaultConfig lets everything pass', () => {
  const guard = createConfigGuard(true);
  guard.warning({ summary });
  expect(guard.faultOf('turn/start')).toBeUndefined();
});

test.each([false, true])('in a client with allowDefaultConfig %p', (allowDefaultConfig) => {
  const { client, say, methods } = memoryCodex({ allowDefaultConfig });
  const [thread] = watch(client.startThread()).values;
  say(configWarning(summary));
  const input = [{ type: 'text', text: 'hi', text_elements: [] }] as const;
  const tries = [
    thread!.startTurn('hi'),
    thread!.run('hi'),
    client.request('turn/start', { threadId: 'thread', input }),
    client.request('thread/goal/set', { threadId: 'thread', objective: 'everything' }),
  ].map((started$) => watch<unknown>(started$));
  const written = methods().filter((method) => starts.includes(method!));
  if (allowDefaultConfig) expect(written).toHaveLength(4);
  else {
    expect(tries.map(({ end }) => end())).toEqual(
      tries.map(() => ({ error: expect.objectContaining({ name: 'CodexConfigError' }) })),
    );
    expect(written).toEqual([]);
  }
});
