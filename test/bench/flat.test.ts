import { join } from 'node:path';
import { readMix } from './mix';
import { filterRound, routerRound, routingLoad, type RoutingLoad, type RoutingRound } from './routing-step';

const mix = readMix(join(__dirname, '../fixtures/transcripts/01-basic.jsonl'));
const turns = 10_000;

/** Repeated in turns, so that a busy machine hits both sides; the best of them is the least disturbed. */
const bestOf = (rounds: number, makers: readonly (() => RoutingRound)[]): readonly number[] => {
  const best = makers.map(() => Infinity);
  for (let round = 0; round < rounds; round += 1) {
    makers.forEach((make, place) => {
      const run = make();
      const start = performance.now();
      run();
      best[place] = Math.min(best[place]!, performance.now() - start);
    });
  }
  return best;
};

/** How many times as much a message costs with many open turns as with one. */
const growth = (make: (load: RoutingLoad) => RoutingRound, messages: number, rounds: number): number => {
  const [few, many] = [1, turns].map((count) => routingLoad(mix, count, messages));
  const [one, all] = bestOf(rounds, [() => make(few!), () => make(many!)]);
  return all! / one!;
};

describe('the work per message', () => {
  /** Measured at 2 to 3: ten thousand channels do not fit the processor's cache. A filter per turn gives 600 to 900. */
  const bound = 10;

  it('does not grow with the number of open turns', () => {
    expect(growth(routerRound, turns, 7)).toBeLessThan(bound);
  });

  it('would be seen to grow if every turn filtered one stream', () => {
    expect(growth(filterRound, 200, 3)).toBeGreaterThan(10 * bound);
  });

  it('reaches exactly the subscribers of the turn', () => {
    const load = routingLoad(mix, 100, 2_100);
    const ofTurns = load.messages.filter(
      ({ params }) => (params as { turnId?: string }).turnId !== undefined,
    );
    expect(ofTurns.length).toBeGreaterThan(1_000);
    expect(routerRound(load)()).toBe(ofTurns.length);
    expect(filterRound(load)()).toBe(ofTurns.length);
  });
});
