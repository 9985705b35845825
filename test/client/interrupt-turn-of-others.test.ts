import { map, of, throwError } from 'rxjs';
import { turnStartResult } from '../../lib/testing/messages/results';
import { itemStarted } from '../../lib/testing/messages/item-messages';
import { agentMessageItem } from '../../lib/testing/messages/items';
import { turnCompleted, turnStarted } from '../../lib/testing/messages/turn-messages';
import { interruptAtFrame3 as atFrame3, messages, notActive } from '../support/interrupt-at';
import { withThread } from '../support/marble-thread';
import { memoryCodex, watch } from '../support/memory-codex';

describe('a turn that somebody else started', () => {
  test('started: by id, the thread known from its events', () =>
    atFrame3({}, '-s', '---(d|)', '---t', undefined, ({ client }) => of(client.turn('t'))));

  test('known but not started: by id, and again as soon as it has started', () =>
    withThread({}, ({ client, server, interrupts$ }, { cold, expectObservable }) => {
      const replies = [cold('-#', {}, notActive), cold('-r|', { r: {} })];
      server.answers('turn/interrupt', () => replies.shift());
      server.plays('-i------s', { ...messages, i: itemStarted(agentMessageItem('m')) });
      expectObservable(
        client
          .turn('t')
          .interrupt()
          .pipe(map(() => 'taken')),
        '---^',
      ).toBe('---------(d|)', { d: 'taken' });
      expectObservable(interrupts$).toBe('---t----t', { t: 't' });
    }));

  test('started while the refusal was on its way: again at once', () =>
    withThread({}, ({ client, server, interrupts$ }, { cold, expectObservable }) => {
      const replies = [cold('---#', {}, notActive), cold('-r|', { r: {} })];
      server.answers('turn/interrupt', () => replies.shift());
      server.plays('-i--s', { ...messages, i: itemStarted(agentMessageItem('m')) });
      expectObservable(
        client
          .turn('t')
          .interrupt()
          .pipe(map(() => 'taken')),
        '---^',
      ).toBe('-------(d|)', { d: 'taken' });
      expectObservable(interrupts$).toBe('---t--t', { t: 't' });
    }));

  test('ended between its start and the second interrupt: no error', () =>
    withThread(
      { answers: { 'turn/interrupt': throwError(() => notActive) } },
      ({ client, server, interrupts$ }, { expectObservable }) => {
        server.plays('-i----s--c', { ...messages, i: itemStarted(agentMessageItem('m')) });
        expectObservable(
          client
            .turn('t')
            .interrupt()
            .pipe(map(() => 'taken')),
          '---^',
        ).toBe('---------(d|)', { d: 'taken' });
        expectObservable(interrupts$).toBe('---t--t', { t: 't' });
      },
    ));

  test('ended without ever having been seen to start: no error', () =>
    withThread(
      { answers: { 'turn/interrupt': throwError(() => notActive) } },
      ({ client, server, interrupts$ }, { expectObservable }) => {
        server.plays('-i----c', { ...messages, i: itemStarted(agentMessageItem('m')) });
        expectObservable(
          client
            .turn('t')
            .interrupt()
            .pipe(map(() => 'taken')),
          '---^',
        ).toBe('------(d|)', { d: 'taken' });
        expectObservable(interrupts$).toBe('---t');
      },
    ));

  test('a review is interrupted by the id under which it runs', () =>
    withThread({}, ({ client, server, interrupts$ }, { expectObservable }) => {
      const started = turnStarted({ turnId: 'x' });
      server.plays('-is', {
        i: itemStarted(agentMessageItem('m'), { turnId: 'r' }),
        s: { ...started, params: { ...started.params, turn: { ...started.params.turn, rootTurnId: 'r' } } },
      });
      for (const id of ['r', 'x'])
        expectObservable(
          client
            .turn(id)
            .interrupt()
            .pipe(map(() => id)),
          '---^',
        ).toBe('---(d|)', { d: id });
      expectObservable(interrupts$).toBe('---(xx)', { x: 'x' });
    }));

  test('a review that has not announced itself yet: under its other name as soon as it has', () =>
    withThread({}, ({ client, server, interrupts$ }, { expectObservable }) => {
      const started = turnStarted({ turnId: 'x' });
      server.answers('turn/interrupt', ({ turnId }: { turnId: string }) =>
        turnId === 'x' ? {} : throwError(() => notActive),
      );
      server.plays('-i----s', {
        i: itemStarted(agentMessageItem('m'), { turnId: 'r' }),
        s: { ...started, params: { ...started.params, turn: { ...started.params.turn, rootTurnId: 'r' } } },
      });
      expectObservable(
        client
          .turn('r')
          .interrupt()
          .pipe(map(() => 'd')),
        '---^',
      ).toBe('------(d|)');
      expectObservable(interrupts$).toBe('---r--x');
    }));

  test('an id that nobody has seen: its thread must be named; then the server decides', () => {
    const { client, paramsOf, answers } = memoryCodex();
    expect(watch(client.turn('u').interrupt()).end()).toMatchObject({
      error: { name: 'CodexOptionsError', hint: expect.stringContaining('threadId') },
    });
    expect(paramsOf('turn/interrupt')).toEqual([]);
    const named = client.turn('u', { threadId: 'thread' });
    expect(watch(named.interrupt()).end()).toBe('complete');
    expect(paramsOf('turn/interrupt')).toEqual([{ threadId: 'thread', turnId: 'u' }]);
    answers(
      'turn/interrupt',
      throwError(() => notActive),
    );
    expect(watch(named.interrupt()).end()).toMatchObject({ error: { name: 'CodexRequestError' } });
  });

  test('a handle of a run that merely steered interrupts the turn when it is asked to', () =>
    atFrame3({}, '-s', '---(d|)', '---t', undefined, ({ thread, server }) => {
      thread.run('first', {}, { detached: true }).subscribe();
      server.answers('turn/start', turnStartResult());
      return thread.startTurn('second');
    }));

  test('a turn whose events are no longer kept is over', () => {
    const { client, say, methods } = memoryCodex({ replay: { finishedTurns: 0 } });
    say(turnStarted(), turnCompleted());
    const interrupted = watch(client.turn('t', { threadId: 'thread' }).interrupt());
    expect(interrupted.values).toEqual([undefined]);
    expect(methods()).toEqual([]);
  });
});
