import { createInbound } from '../../lib/rpc/inbound';
import type { DebugEvent } from '../../lib/rpc/debug-hook';
import type { Diagnostic } from '../../lib/errors/diagnostic';

const note = (method: string): string => JSON.stringify({ method, params: {} });
const answer = (id: number): string => JSON.stringify({ id, result: {} });
const ask = (id: number): string => JSON.stringify({ id, method: 'ask', params: {} });

/** An inbound that writes down what it delivers, and reacts to it if told so. */
const setUp = (react: (line: string, receive: (text: string) => void) => void = () => undefined) => {
  const log: string[] = [];
  const diagnostics: Diagnostic[] = [];
  const events: DebugEvent[] = [];
  const heard = (line: string): void => {
    log.push(line);
    react(line, inbound.receive);
  };
  const inbound = createInbound(
    {
      notification: ({ method }) => heard(method),
      response: ({ id }) => heard(`answer ${String(id)}`),
      serverRequest: ({ id }) => heard(`ask ${id}`),
    },
    (diagnostic) => diagnostics.push(diagnostic),
    (event) => events.push(event),
  );
  return { inbound, log, diagnostics, events };
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
