import fc from 'fast-check';
import type { ServerNotification } from '../../lib/protocol/notification';
import {
  agentMessage,
  delta,
  itemCompleted,
  itemStarted,
  threadNamed,
  tokenUsage,
  turnCompleted,
  turnStarted,
  type Ids,
} from '../support/notifications';
import { valuesOf } from '../support/operator-cases';
import { routerUnderTest } from '../support/routing';

/** Everything that happens to one turn, in order. */
const storyOf = (ids: Ids, pieces: number): readonly ServerNotification[] => [
  turnStarted(ids),
  itemStarted(agentMessage('m'), ids),
  ...Array.from({ length: pieces }, (_, index) => delta('m', `${ids.turnId ?? ''} ${index} `, ids)),
  itemCompleted(agentMessage('m', 'all'), ids),
  tokenUsage(pieces, ids),
  turnCompleted(ids),
];

/** The next numbers of a plain generator of pseudo-random numbers: the same seed, the same interleaving. */
const randomFrom = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

/** Takes the next step of a story drawn at random, until all are told. */
const interleave = <T>(stories: readonly (readonly T[])[], next: (below: number) => number): T[] => {
  const open = stories.map((story) => ({ story, at: 0 })).filter(({ story }) => story.length > 0);
  const told: T[] = [];
  while (open.length > 0) {
    const index = next(open.length);
    const one = open[index]!;
    told.push(one.story[one.at]!);
    one.at += 1;
    if (one.at === one.story.length) open.splice(index, 1);
  }
  return told;
};

describe('many turns at once', () => {
  it('each get their own events, all of them, in order: 1,000 turns on 200 threads', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const next = randomFrom(seed);
        const { router, route, running, diagnostics } = routerUnderTest({ finishedTurns: 1_000 });
        const all = Array.from({ length: 1_000 }, (_, index) => {
          const ids = { turnId: `turn ${index}`, threadId: `thread ${index % 200}` };
          return { ids, story: storyOf(ids, next(12)) };
        });
        const early = all.map(({ ids, story }, index) => ({
          story,
          // A third are watched from the start, a third are named by an answer in the middle, all are read late.
          seen: index % 3 === 0 ? valuesOf(router.claim(ids.turnId).log.events$) : undefined,
        }));
        const order = interleave(
          all.map(({ story }) => story),
          next,
        );
        const adoptions = new Map(
          all.filter((_, index) => index % 3 === 1).map(({ ids }) => [next(order.length), ids]),
        );
        order.forEach((event, index) => {
          const adopted = adoptions.get(index);
          if (adopted) router.adopt(adopted.threadId, adopted.turnId);
          route(event);
        });

        for (const { seen, story } of early) if (seen) expect(seen).toEqual([...story, 'complete']);
        for (const { ids, story } of all)
          expect(valuesOf(router.claim(ids.turnId).log.events$)).toEqual([...story, 'complete']);
        expect([...running].sort()).toEqual(all.map(({ ids }) => ids.turnId).sort());
        expect(diagnostics).toEqual([]);
      }),
      { numRuns: 3 },
    );
  });

  it('leave threads with all events of their turns in the order of the wire', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const next = randomFrom(seed);
        const { router, route } = routerUnderTest();
        const stories = Array.from({ length: 60 }, (_, index) =>
          storyOf({ turnId: `turn ${index}`, threadId: `thread ${index % 7}` }, next(5)),
        );
        const names = Array.from({ length: 7 }, (_, index) => [
          threadNamed('n', { threadId: `thread ${index}` }),
        ]);
        const order = interleave<ServerNotification>([...stories, ...names], next);
        const threads = Array.from({ length: 7 }, (_, index) => router.thread(`thread ${index}`));
        const seen = threads.map(({ events$ }) => valuesOf(events$));
        route(...order);
        threads.forEach(({ id, turnstile }, index) => {
          const own = order.filter(({ params }) => (params as { readonly threadId: string }).threadId === id);
          expect([seen[index], turnstile.busy()]).toEqual([own, false]);
        });
      }),
      { numRuns: 20 },
    );
  });

  it('leave nothing behind but what the bounds allow', () => {
    const { router, route } = routerUnderTest({ finishedTurns: 10 });
    for (let index = 0; index < 5_000; index += 1) {
      const ids = { turnId: `turn ${index}`, threadId: `thread ${index}` };
      const channel = router.claim(ids.turnId);
      const subscription = channel.log.events$.subscribe();
      route(turnStarted(ids), turnCompleted(ids));
      subscription.unsubscribe();
      router.release(channel);
    }
    expect(router.counts()).toEqual({ turns: 10, threads: 1_000 });
  });

  it('and ids that only ever are waited for leave nothing', () => {
    const { router } = routerUnderTest();
    for (let index = 0; index < 10_000; index += 1) router.release(router.claim(`turn ${index}`));
    expect(router.counts()).toEqual({ turns: 0, threads: 0 });
  });
});
