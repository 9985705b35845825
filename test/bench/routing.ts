import { Bench } from 'tinybench';
import { routerRound, routingLoad, type RoutingRound } from './routing-step';
import type { Mix } from './mix';

/** What one routing step costs. */
export interface RoutingCost {
  readonly turns: number;
  /** Nanoseconds per message, the median over the samples. */
  readonly nanoseconds: number;
}

/** Measures the routing step alone: parsed messages to subscribers, with nothing before and nothing after it. */
export const measureRouting = async (
  mix: Mix,
  turnCounts: readonly number[],
  messages: number,
): Promise<readonly RoutingCost[]> => {
  const bench = new Bench({ time: 500, iterations: 10, warmupIterations: 3 });
  for (const turns of turnCounts) {
    const load = routingLoad(mix, turns, messages);
    let round: RoutingRound;
    // A router of its own for each sample: what it keeps must not grow from one to the next.
    bench.add(String(turns), () => void round(), { beforeEach: () => void (round = routerRound(load)) });
  }
  const tasks = await bench.run();
  return tasks.map(({ name, result }) => {
    if (result.state !== 'completed') throw new Error(`routing at ${name} turns did not complete`);
    return { turns: Number(name), nanoseconds: (result.latency.p50 * 1e6) / messages };
  });
};
