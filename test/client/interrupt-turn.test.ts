import { map, NEVER, switchMap, throwError, type Observable } from 'rxjs';
import type { CodexTurn } from '../../lib/client/codex-turn';
import { CodexTransportError } from '../../lib/errors/codex-transport-error';
import { turnCompleted, turnStarted } from '../../lib/testing/messages/turn-messages';
import { delta, type MarbleCodexOptions } from '../../lib/testing';
import { withThread, type MarbleThread } from '../support/marble-thread';
import { memoryCodex, watch } from '../support/memory-codex';

const refusal = (message: string) => ({ code: -32600, message });
const notActive = refusal('no active turn to interrupt');
const another = refusal('expected active turn id `t` but found `u`');
const messages = {
  s: turnStarted(),
  d: delta('x'),
  c: turnCompleted(),
  i: turnCompleted({ status: 'interrupted' }),
};

/** The own turn of the thread, as startTurn hands it out. */
const own = ({ thread }: MarbleThread): Observable<CodexTurn> => thread.startTurn('hi');

/** Interrupts the own turn at frame 3; expects when that is done and what is written. */
const atFrame3 = (
  options: MarbleCodexOptions,
  plays: string,
  done: string,
  written: string,
  error?: unknown,
  turnOf: (all: MarbleThread) => Observable<CodexTurn> = own,
): void =>
  withThread(options, (all, { expectObservable }) => {
    const turns: CodexTurn[] = [];
    turnOf(all).subscribe((turn) => turns.push(turn));
    all.server.plays(plays, messages);
    expectObservable(turns[0]!.interrupt().pipe(map(() => 'taken')), '---^').toBe(
      done,
      { d: 'taken' },
      error,
    );
    expectObservable(all.interrupts$).toBe(written, { e: '', t: 't' });
  });

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
