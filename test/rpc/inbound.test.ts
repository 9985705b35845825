import { createInbound } from '../../lib/rpc/inbound';
import type { DebugEvent } from '../../lib/rpc/debug-hook';
import { createTextParser } from '../../lib/rpc/text-parser';
import type { Diagnostic } from '../../lib/errors/diagnostic';
import type { Arrival } from '../../lib/protocol/arrival';
import { createArrivals } from '../../lib/protocol/arrivals';
import { deltaOfItem } from '../support/arriving-texts';
import { tokenUsage } from '../support/notifications';
import { scopeOf } from '../support/routing';

const note = (method: string): string => JSON.stringify({ method, params: {} });
const answer = (id: number): string => JSON.stringify({ id, result: {} });
const ask = (id: number): string => JSON.stringify({ id, method: 'ask', params: {} });

/** An inbound that writes down what it delivers, and reacts to it if told so. */
const setUp = (
  react: (line: string, receive: (text: string) => void) => void = () => undefined,
  { debugged = true, watched = false } = {},
) => {
  const log: string[] = [];
  const arrivals: Arrival[] = [];
  const diagnostics: Diagnostic[] = [];
  const events: DebugEvent[] = [];
  const heard = (line: string): void => {
    log.push(line);
    react(line, inbound.receive);
  };
  const parse = jest.fn(createTextParser((diagnostic) => diagnostics.push(diagnostic)));
  const watches = () => watched;
  const inbound = createInbound(
    {
      notification: (arrival) => {
        arrivals.push(arrival);
        heard(arrival.method);
      },
      response: ({ id }) => heard(`answer ${String(id)}`),
      serverRequest: ({ id }) => heard(`ask ${id}`),
    },
    { parse, arrivals: createArrivals({ scopeOf, watches, watchesAll: watches }) },
    debugged ? (event) => events.push(event) : undefined,
  );
  return { inbound, log, arrivals, diagnostics, events, parse };
};

test('each kind of message goes where it belongs, at once', () => {
  const { inbound, log, events } = setUp();
  inbound.resume();
  for (const text of [note('a'), answer(1), ask(0)]) inbound.receive(text);
  expect(log).toEqual(['a', 'answer 1', 'ask 0']);
  expect(events.map(({ direction, kind }) => `${direction} ${kind}`)).toEqual([
    'in notification',
    'in response',
    'in request',
  ]);
  expect(events[0]!.size).toBe(note('a').length);
});

test('before resume() everything waits but an answer that has nothing before it', () => {
  const { inbound, log, events } = setUp();
  inbound.receive(answer(1));
  expect(inbound.holding()).toBe(false);
  inbound.receive(note('a'));
  inbound.receive(answer(2));
  inbound.receive(ask(0));
  expect(inbound.holding()).toBe(true);
  expect(log).toEqual(['answer 1']);
  inbound.resume();
  expect(log).toEqual(['answer 1', 'a', 'answer 2', 'ask 0']);
  expect(inbound.holding()).toBe(false);
  expect(events).toHaveLength(4);
});

test('what is no message is reported once, held back or not', () => {
  const { inbound, log, diagnostics } = setUp();
  inbound.receive('garbage');
  inbound.receive(note('a'));
  inbound.receive('more garbage');
  inbound.resume();
  inbound.receive('{}');
  expect(log).toEqual(['a']);
  expect(diagnostics.map(({ kind }) => kind)).toEqual(['json', 'json', 'envelope']);
});

test('what arrives while something is delivered waits for it', () => {
  const { inbound, log } = setUp((line, receive) => {
    if (line !== 'a') return;
    receive(note('b'));
    receive(answer(1));
    log.push('end of a');
  });
  inbound.resume();
  inbound.receive(note('a'));
  inbound.receive(note('c'));
  expect(log).toEqual(['a', 'end of a', 'b', 'answer 1', 'c']);
});

test('what an early answer brings waits for resume()', () => {
  const { inbound, log } = setUp((line, receive) => {
    if (line === 'answer 1') receive(note('a'));
  });
  inbound.receive(answer(1));
  expect(log).toEqual(['answer 1']);
  expect(inbound.holding()).toBe(true);
  inbound.resume();
  expect(log).toEqual(['answer 1', 'a']);
});

test('resume() in the middle of a delivery delivers the rest behind it', () => {
  const { inbound, log } = setUp((line) => {
    if (line === 'answer 1') inbound.resume();
  });
  inbound.receive(answer(1));
  inbound.receive(note('a'));
  expect(log).toEqual(['answer 1', 'a']);
});

test('a reaction to a reaction keeps the order of arrival', () => {
  const { inbound, log } = setUp((line, receive) => {
    if (line.length < 4) for (const next of ['x', 'y']) receive(note(line + next));
  });
  inbound.resume();
  inbound.receive(note('ab'));
  expect(log).toEqual(['ab', 'abx', 'aby', 'abxx', 'abxy', 'abyx', 'abyy']);
});

describe('parsing', () => {
  const usage = JSON.stringify(tokenUsage(1));
  const said = (text: string): string => JSON.stringify(deltaOfItem('m', text));

  test('a notification that nobody watches is not parsed, and goes with its text and its ids', () => {
    const { inbound, arrivals, log, parse } = setUp(undefined, { debugged: false });
    inbound.resume();
    for (const text of [usage, answer(1), ask(0), note('novel')]) inbound.receive(text);
    expect(log).toEqual(['thread/tokenUsage/updated', 'answer 1', 'ask 0', 'novel']);
    expect(parse.mock.calls).toEqual([[answer(1)], [ask(0)], [note('novel')]]);
    expect(arrivals[0]).toMatchObject({
      text: usage,
      threadId: 'thread',
      turnId: 'turn',
      message: undefined,
    });
  });

  test.each([
    ['somebody watches', { debugged: false, watched: true }],
    ['a debug hook shall see it', { debugged: true, watched: false }],
  ])('a notification is parsed once where %s', (_, how) => {
    const { inbound, arrivals, events, parse } = setUp(undefined, how);
    inbound.resume();
    inbound.receive(usage);
    expect(parse.mock.calls).toEqual([[usage]]);
    expect(arrivals[0]!.message).toEqual(tokenUsage(1));
    expect(events).toHaveLength(how.debugged ? 1 : 0);
  });

  test('what is held back is parsed at once, and not again', () => {
    const { inbound, arrivals, parse } = setUp(undefined, { debugged: false });
    inbound.receive(usage);
    expect(parse.mock.calls).toEqual([[usage]]);
    inbound.resume();
    expect([parse.mock.calls.length, arrivals[0]!.message]).toEqual([1, tokenUsage(1)]);
  });

  test.each([true, false])('deltas in a row are read by their shape, watched (%p) or not', (watched) => {
    const { inbound, arrivals, parse } = setUp(undefined, { debugged: false, watched });
    inbound.resume();
    const texts = ['a', 'b', 'c', '"d"', 'e\n'];
    for (const text of texts) inbound.receive(said(text));
    expect(parse.mock.calls.length).toBeLessThanOrEqual(2);
    expect(arrivals.map(({ text }) => text)).toEqual(texts.map(said));
    expect(arrivals.slice(2).map(({ line }) => line?.delta)).toEqual(['c', '"d"', 'e\n']);
  });

  test('what a reaction to an unparsed notification brings waits for it', () => {
    const react = (line: string, receive: (text: string) => void): void => {
      if (line === 'thread/tokenUsage/updated') receive(said('x'));
    };
    const { inbound, log } = setUp(react, { debugged: false });
    inbound.resume();
    for (const text of [usage, note('b')]) inbound.receive(text);
    expect(log).toEqual(['thread/tokenUsage/updated', 'item/agentMessage/delta', 'b']);
  });
});
