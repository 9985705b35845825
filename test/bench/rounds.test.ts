import type { Arena, Contestant, Measured } from './contestant';
import type { Stream } from './loads/order';
import { countOf, runRounds, standingsOf, type Entry } from './rounds';

const order: Stream = { kind: 'stream', load: 'mix', turns: 1, messages: 1_000 };
const launcher = () => ({}) as Pick<Arena, 'launch' | 'program'>;

/** A contestant whose rounds take the given times, and that receives what is said. */
const contestant = (name: string, times: readonly number[], received = 1_000): Contestant => {
  let round = 0;
  return {
    name,
    unit: 'notifications',
    run: async () => ({ ms: times[round++]!, cpuMs: 1, received }),
  };
};

const entry = (one: Contestant, floor = false, group = ''): Entry => ({
  contestant: one,
  group,
  floor,
  order,
  requests: 1,
});

describe('the rounds', () => {
  it('measure against the floor of the same round, without the first', async () => {
    const rounds: number[] = [];
    const [floor, other] = await runRounds({
      entries: [
        entry(contestant('floor', [1, 10, 20, 40]), true),
        entry(contestant('other', [1, 20, 80, 80])),
      ],
      rounds: 3,
      launcher,
      progress: (round) => rounds.push(round),
    });
    expect(rounds).toEqual([0, 1, 2, 3]);
    expect(floor!.rates).toEqual([100_000, 50_000, 25_000]);
    expect(floor!.ratio.median).toBe(1);
    expect(other!.ratio).toEqual({ median: 0.5, quartiles: [0.375, 0.5] });
  });

  it('begin with another contestant each time', async () => {
    const ran: string[] = [];
    const watched = (name: string): Contestant => ({
      ...contestant(name, []),
      run: async () => {
        ran.push(name);
        return { ms: 1, cpuMs: 1, received: 1_000 };
      },
    });
    await runRounds({
      entries: [entry(watched('a'), true), entry(watched('b')), entry(watched('c'))],
      rounds: 2,
      launcher,
      progress: () => undefined,
    });
    expect(ran.join('')).toBe('abcbcacab');
  });

  it('end when anything is missing', async () => {
    const entries = [entry(contestant('leaky', [1], 999), true)];
    const running = runRounds({ entries, rounds: 1, launcher, progress: () => undefined });
    await expect(running).rejects.toThrow('leaky: 999 notifications arrived of 1000');
  });

  it('end when one hangs', async () => {
    const hanging: Contestant = { ...contestant('stuck', []), run: () => new Promise(() => undefined) };
    const running = runRounds({
      entries: [entry(hanging, true)],
      rounds: 1,
      launcher,
      limit: 10,
      progress: () => undefined,
    });
    await expect(running).rejects.toThrow('stuck: nothing after 0.01 s');
  });

  it('need a floor in every group', () => {
    const measured = (): readonly Measured[] => [{ ms: 1, cpuMs: 1, received: 1 }];
    const entries = [entry(contestant('a', []), true, '1'), entry(contestant('b', []), false, '2')];
    expect(() => standingsOf(entries, measured)).toThrow('there is no floor for 2');
  });
});

describe('what is expected of a stream', () => {
  it('is counted from its notifications', () => {
    expect(countOf('notifications', order)).toBe(1_000);
    const [events, deltas] = [countOf('turn events', order), countOf('deltas', order)];
    expect(events).toBeLessThan(1_000);
    expect(deltas).toBeLessThan(events);
    expect(deltas).toBeGreaterThan(300);
  });

  it('is nothing but deltas where the load is', () => {
    const deltas: Stream = { ...order, load: 'deltas' };
    expect(countOf('deltas', deltas)).toBe(1_000);
    expect(countOf('turn events', deltas)).toBe(1_000);
  });
});
