import { NEVER, switchMap, throwError } from 'rxjs';
import type { CodexThread } from '../../lib/client/codex-thread';
import { CodexTransportError } from '../../lib/errors/codex-transport-error';
import type { MarbleAnswer } from '../../lib/testing/marble-answers';
import { turnStartResult } from '../../lib/testing/messages/results';
import { turnCompleted, turnStarted } from '../../lib/testing/messages/turn-messages';
import { interruptAtFrame3 as atFrame3, messages, notActive, refusal } from '../support/interrupt-at';
import { withThread } from '../support/marble-thread';
import { memoryCodex, watch, type MemoryCodex } from '../support/memory-codex';

const another = refusal('expected active turn id `t` but found `u`');
describe('a turn that this client started', () => {
  test('not started yet: whatever runs, taken at once', () => atFrame3({}, '------s', '---(d|)', '---e'));
  test('started: by id', () => atFrame3({}, '-s', '---(d|)', '---t'));
  test('in the middle: by id', () => atFrame3({}, '-sd', '---(d|)', '---t'));
  test('over: nothing is sent', () => atFrame3({}, '-sc', '---(d|)', '-'));

  test('ended by itself before the interrupt arrived: done when its end comes', () =>
    atFrame3(
      { answers: { 'turn/interrupt': throwError(() => notActive) } },
      '-s----c',
      '------(d|)',
      '---t',
    ));

  test('ended and another one running: done as well', () =>
    atFrame3({ answers: { 'turn/interrupt': throwError(() => another) } }, '-s----c', '------(d|)', '---t'));

  test('another refusal is an error', () =>
    atFrame3(
      { answers: { 'turn/interrupt': throwError(() => refusal('thread not found')) } },
      '-s----c',
      '---#',
      '---t',
      expect.objectContaining({ name: 'CodexRequestError', serverMessage: 'thread not found' }),
    ));

  test('the loss of the connection while its end is awaited is an error', () =>
    withThread(
      { answers: { 'turn/interrupt': throwError(() => notActive) } },
      ({ thread, server }, { expectObservable }) => {
        server.plays('-s---#', messages, new CodexTransportError('gone'));
        const interrupted$ = thread.startTurn('hi').pipe(switchMap((turn) => turn.interrupt()));
        expectObservable(interrupted$, '--^').toBe(
          '-----#',
          undefined,
          expect.objectContaining({ subject: 'turn t', outcome: 'unknown' }),
        );
      },
    ));
});

describe('an interrupt that is refused leaves the thread as busy as it is', () => {
  const overloaded = () => throwError(() => ({ code: -32001, message: 'Server overloaded; retry later.' }));

  /** What a start on the thread does now, and whether dropping a run that steers interrupts anything. */
  const expectBusy = ({ paramsOf }: MemoryCodex, thread: CodexThread): void => {
    const interrupts = paramsOf('turn/interrupt').length;
    const rejected = watch(thread.startTurn('b', {}, { whenBusy: 'reject' }));
    expect(rejected.end()).toMatchObject({ error: { name: 'CodexBusyError' } });
    watch(thread.run('c')).unsubscribe();
    expect(paramsOf('turn/interrupt')).toHaveLength(interrupts);
  };

  test('of a turn that has started', () => {
    const memory = memoryCodex({ answers: { 'turn/interrupt': overloaded() } });
    const thread = watch(memory.client.startThread()).values[0]!;
    const turn = watch(thread.startTurn('a')).values[0]!;
    memory.say(turnStarted());
    expect(watch(turn.interrupt()).end()).toMatchObject({ error: { code: -32001 } });
    expectBusy(memory, thread);
  });

  test('of a turn that has not started', () => {
    const memory = memoryCodex({ answers: { 'turn/interrupt': overloaded() } });
    const thread = watch(memory.client.startThread()).values[0]!;
    watch(watch(thread.startTurn('a')).values[0]!.interrupt());
    memory.say(turnStarted());
    expectBusy(memory, thread);
  });

  test.each<[string, MarbleAnswer]>([
    ['unanswered', NEVER],
    ['answered', turnStartResult()],
  ])('of a run that was dropped, its start %s', (_, answer) => {
    const memory = memoryCodex({ answers: { 'turn/interrupt': overloaded(), 'turn/start': answer } });
    const thread = watch(memory.client.startThread()).values[0]!;
    watch(thread.run('a')).unsubscribe();
    expectBusy(memory, thread);
  });

  test('but not where another one was taken', () => {
    const memory = memoryCodex();
    const thread = watch(memory.client.startThread()).values[0]!;
    const turn = watch(thread.startTurn('a')).values[0]!;
    memory.say(turnStarted());
    watch(turn.interrupt());
    memory.answers('turn/interrupt', overloaded());
    watch(turn.interrupt());
    expect(watch(thread.startTurn('b', {}, { whenBusy: 'reject' })).values).toHaveLength(1);
  });
});

test('cold: each subscription writes one; nothing before', () => {
  const { client, say, paramsOf } = memoryCodex();
  say(turnStarted());
  const interrupt$ = client.turn('t').interrupt();
  expect(paramsOf('turn/interrupt')).toEqual([]);
  watch(interrupt$);
  watch(interrupt$);
  expect(paramsOf('turn/interrupt')).toHaveLength(2);
});

test('in reaction to the end of the turn: nothing is sent any more', () => {
  const { client, say, methods } = memoryCodex();
  say(turnStarted());
  const ends: unknown[] = [];
  client.turn('t').events$.subscribe(({ method }) => {
    if (method === 'turn/completed') ends.push(watch(client.turn('t').interrupt()).end());
  });
  say(turnCompleted());
  expect(ends).toEqual(['complete']);
  expect(methods()).toEqual([]);
});

test('a timeout and a signal of one call are heeded', () =>
  withThread({ answers: { 'turn/interrupt': NEVER } }, ({ client, server }, { expectObservable }) => {
    const reason = new Error('enough');
    server.plays('s', messages);
    expectObservable(client.turn('t').interrupt({ timeout: 5 }), '-^').toBe(
      '------#',
      undefined,
      expect.objectContaining({ name: 'CodexTimeoutError', timeout: 5 }),
    );
    expectObservable(client.turn('t').interrupt({ signal: AbortSignal.abort(reason) }), '-^').toBe(
      '-#',
      undefined,
      reason,
    );
  }));
