import { CodexTurnForgottenError } from '../../lib/errors/codex-turn-forgotten-error';
import {
  agentMessage,
  delta,
  invalid,
  itemCompleted,
  itemStarted,
  notification,
  outputDelta,
  threadNamed,
  threadStatus,
  tokenUsage,
  turnCompleted,
  turnStarted,
  unknownNotification,
} from '../support/notifications';
import { valuesOf } from '../support/operator-cases';
import { routerUnderTest } from '../support/routing';

const whole = [
  turnStarted(),
  itemStarted(agentMessage('m')),
  delta('m', 'Hi'),
  itemCompleted(agentMessage('m', 'Hi')),
  turnCompleted(),
];

describe('createRouter', () => {
  describe('delivers the events of a turn', () => {
    it('to who listens, and again to who comes later', () => {
      const { router, route } = routerUnderTest();
      const live = valuesOf(router.claim('turn').log.events$);
      route(...whole);
      expect(live).toEqual([...whole, 'complete']);
      expect(valuesOf(router.claim('turn').log.events$)).toEqual(live);
    });

    it.each([0, 1, 2, 3, 4, 5])(
      'whether its answer comes before, among or after them: %i events later',
      (count) => {
        const { router, route, running, diagnostics } = routerUnderTest();
        route(...whole.slice(0, count));
        const adopted = router.adopt('thread', 'turn');
        route(...whole.slice(count));
        expect(valuesOf(adopted.log.events$)).toEqual([...whole, 'complete']);
        expect([running, diagnostics]).toEqual([['turn'], []]);
      },
    );

    it('also those of methods and shapes that nobody knows', () => {
      const { router, route, diagnostics } = routerUnderTest();
      const novel = unknownNotification('turn/telepathy', { threadId: 'thread', turnId: 'turn', x: 1 });
      const broken = notification('item/started', { threadId: 'thread', turnId: 'turn', item: 7 } as never);
      route(turnStarted(), novel, broken);
      expect(valuesOf(router.claim('turn').log.events$)).toEqual([turnStarted(), novel, invalid(broken)]);
      expect(diagnostics).toEqual([expect.objectContaining({ kind: 'decode', method: 'item/started' })]);
    });

    it('ends it with turn/completed even when the rest of that does not decode', () => {
      const { router, route } = routerUnderTest();
      const broken = notification('turn/completed', {
        threadId: 'thread',
        turn: { id: 'turn', status: 7 },
      } as never);
      const ended = route(turnStarted(), broken);
      expect(ended?.id).toBe('turn');
      expect(valuesOf(router.claim('turn').log.events$)).toEqual([
        turnStarted(),
        invalid(broken),
        'complete',
      ]);
    });

    it('and to its thread, with everything else of that', () => {
      const { router, route } = routerUnderTest();
      const everything = [threadNamed('n'), ...whole, threadStatus('idle'), outputDelta('c', 'late')];
      route(...everything);
      expect(valuesOf(router.thread('thread').events$)).toEqual(everything);
    });

    it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
      'with %j for an id like any other',
      (id) => {
        const { router, route, running } = routerUnderTest();
        const ids = { turnId: id, threadId: id };
        route(turnStarted(ids), turnCompleted(ids), outputDelta('c', 'late', ids));
        expect(valuesOf(router.claim(id).log.events$)).toEqual([
          turnStarted(ids),
          turnCompleted(ids),
          'complete',
        ]);
        expect(valuesOf(router.thread(id).events$)).toHaveLength(3);
        expect([running, ({} as { readonly polluted?: unknown }).polluted]).toEqual([[id], undefined]);
      },
    );
  });

  describe('knows which turns run', () => {
    it.each([
      ['turn/started', turnStarted()],
      ['an item', itemStarted(agentMessage('m'))],
      ['a delta', delta('m', 'x')],
      ['the end of an item', itemCompleted(agentMessage('m'))],
    ])('from the first sight of an id in %s, once', (_what, first) => {
      const { route, running } = routerUnderTest();
      route(first, ...whole);
      expect(running).toEqual(['turn']);
    });

    it('but not from the usage of an old turn, as after a resume', () => {
      const { router, route, running } = routerUnderTest();
      route(tokenUsage(1), notification('error', { ...tokenUsage(1).params, willRetry: true } as never));
      expect(running).toEqual([]);
      const channel = router.claim('turn');
      expect([channel.phase(), router.thread('thread').turnstile.busy()]).toEqual(['provisional', false]);
      expect(valuesOf(channel.log.events$)).toHaveLength(2);
      route(turnStarted());
      expect([channel.phase(), running]).toEqual(['running', ['turn']]);
    });

    it('and keeps what was seen of an id that somebody waited for and no longer does', () => {
      const { router, route } = routerUnderTest();
      const waiting = router.claim('turn');
      route(tokenUsage(1));
      router.release(waiting);
      expect(valuesOf(router.claim('turn').log.events$)).toEqual([tokenUsage(1)]);
    });

    it('and tells of each before its first event is delivered, with its thread busy', () => {
      const { router, route } = routerUnderTest();
      const seen: unknown[] = [];
      router.turns$.subscribe((turn) => {
        seen.push(turn.id, router.thread('thread').turnstile.busy());
        turn.log.events$.subscribe(({ method }) => seen.push(method));
      });
      router
        .thread('thread')
        .turns$.subscribe(({ id }) => seen.push(`thread ${id}`, router.thread('thread').turnstile.busy()));
      route(turnStarted());
      expect(seen).toEqual(['thread turn', true, 'turn', true, 'turn/started']);
    });

    it('and leaves the thread free for whoever reacts to the end of its turn', () => {
      const { router, route } = routerUnderTest();
      const busy: boolean[] = [];
      const thread = router.thread('thread');
      route(turnStarted());
      thread.events$.subscribe(() => busy.push(thread.turnstile.busy()));
      router.claim('turn').log.events$.subscribe(() => busy.push(thread.turnstile.busy()));
      route(turnCompleted());
      expect(busy).toEqual([true, true, false, false]);
    });

    it('and tells a thread of its turn late where the first sight lacked the thread', () => {
      const { router, route, running } = routerUnderTest();
      const told = valuesOf(router.thread('thread').turns$);
      route(
        notification('item/started', { turnId: 'turn', item: 7 } as never),
        turnStarted(),
        delta('m', 'x'),
      );
      expect([running, told, router.thread('thread').turnstile.busy()]).toEqual([
        ['turn'],
        [router.claim('turn')],
        true,
      ]);
      route(turnCompleted());
      expect(router.thread('thread').turnstile.busy()).toBe(false);
    });

    it('and takes a turn that ends without a beginning as one that ended', () => {
      const { router, route, running } = routerUnderTest();
      expect(route(turnCompleted())?.id).toBe('turn');
      expect([running, router.claim('turn').phase()]).toEqual([[], 'ended']);
      expect(valuesOf(router.claim('turn').log.events$)).toEqual([turnCompleted(), 'complete']);
    });

    it('and what a listing says of a turn that runs already', () => {
      const { router } = routerUnderTest();
      expect(router.adopt('thread', 'turn').activeId()).toBeUndefined();
      expect(router.adopt('thread', 'turn', true).activeId()).toBe('turn');
    });
  });

  describe('makes no ghosts of what comes late', () => {
    const late = outputDelta('c', 'late');

    it.each([256, 0])(
      'reports it, and shows it to the thread, with %i finished turns kept',
      (finishedTurns) => {
        const { router, route, running, diagnostics } = routerUnderTest({ finishedTurns });
        route(...whole, late, turnStarted(), turnCompleted());
        expect(running).toEqual(['turn']);
        expect(diagnostics).toEqual(
          [late, turnStarted(), turnCompleted()].map((raw) =>
            expect.objectContaining({
              kind: 'late',
              method: raw.method,
              turnId: 'turn',
              threadId: 'thread',
              raw,
            }),
          ),
        );
        expect(valuesOf(router.thread('thread').events$)).toHaveLength(whole.length + 3);
        expect(router.counts().turns).toBe(finishedTurns === 0 ? 0 : 1);
      },
    );

    it('adds nothing to the closed stream', () => {
      const { router, route } = routerUnderTest();
      route(...whole, late);
      expect(valuesOf(router.claim('turn').log.events$)).toEqual([...whole, 'complete']);
    });

    it('refuses a claim, and fails an answer that names it, once its events are gone', () => {
      const { router, route, running } = routerUnderTest({ finishedTurns: 0 });
      route(...whole);
      expect(() => router.claim('turn')).toThrow(CodexTurnForgottenError);
      const adopted = router.adopt('thread', 'turn');
      expect(valuesOf(adopted.log.events$)).toEqual([{ error: new CodexTurnForgottenError('turn') }]);
      expect([running, router.thread('thread').turnstile.busy()]).toEqual([['turn'], false]);
    });

    it('runs no turn anew that an answer names after its end', () => {
      const { router, route, running } = routerUnderTest();
      route(...whole);
      expect(router.adopt('thread', 'turn').phase()).toBe('ended');
      expect([running, router.thread('thread').turnstile.busy()]).toEqual([['turn'], false]);
    });
  });
});
