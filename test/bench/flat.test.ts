import { join } from 'node:path';
import { createCodexClient, inMemoryTransport } from '../../lib/index.js';
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

describe('what a server says before anybody can listen', () => {
  /** From the handshake to the last message, for a server that says everything at once. */
  const deliver = async (messages: number): Promise<number> => {
    const line = '{"method":"warning","params":{"message":"early"}}';
    const transport = inMemoryTransport({
      onMessage: (message, server) => {
        if ((message as { readonly method?: string }).method !== 'initialize') return;
        for (let sent = 0; sent < messages; sent += 1) server.send(line);
      },
    });
    const client = createCodexClient(transport);
    let received = 0;
    client.messages$.subscribe(() => (received += 1));
    const start = performance.now();
    await Promise.resolve();
    expect(received).toBe(messages);
    const ms = performance.now() - start;
    await client.close();
    return ms;
  };

  it('is delivered in time linear to its length', async () => {
    let [few, many] = [Infinity, Infinity];
    for (let round = 0; round < 3; round += 1) {
      few = Math.min(few, await deliver(10_000));
      many = Math.min(many, await deliver(100_000));
    }
    // Ten times as much; taking each out of the front of an array makes it 250 times.
    expect(many / few).toBeLessThan(40);
  });
});
