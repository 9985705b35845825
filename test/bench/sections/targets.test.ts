import type { BenchContext } from '../context';
import type { Contestant } from '../contestant';
import type { Peers } from '../peers';
import type { Standing } from '../rounds';
import { spreadOf } from '../statistics';
import { lineTargets } from './results';
import { byTheBest, entriesOf, find, peersOf, uses } from './roster';
import { mixTargets } from './streams';
import { turnTargets } from './turns';

const standing = (
  name: string,
  rates: readonly number[],
  ratios: readonly number[] = [1],
  group = '',
): Standing => ({
  name,
  group,
  floor: false,
  amount: 1,
  rate: spreadOf(rates),
  ratio: spreadOf(ratios),
  cpu: spreadOf([1]),
  rates,
});

const peers = { split: () => undefined, ReadBuffer: class {}, createCodexAppServer: () => undefined };
const contextWith = (some: unknown) => ({ peers: some }) as BenchContext;

describe('the targets of the real mix', () => {
  const own = [
    standing(uses.kept.name, [100, 100], [0.81]),
    standing(uses.off.name, [120, 120], [0.97]),
    standing(uses.nobody.name, [200, 200], [1.6]),
  ];

  it('are held against the floor', () => {
    const targets = mixTargets(own, contextWith(undefined));
    expect(targets.map(({ bound, sense, figure }) => [bound, sense, figure.median])).toEqual([
      [0.8, 'at least', 0.81],
      [0.95, 'at least', 0.97],
      [1.5, 'at least', 1.6],
    ]);
  });

  it('are held against the best peer of each round', () => {
    const others = peersOf(peers as unknown as Peers);
    expect(others.map(({ name }) => name)).toEqual([
      'node:readline and JSON.parse',
      'split2 and JSON.parse',
      '@modelcontextprotocol/sdk, its read buffer',
      'ai-sdk-provider-codex-cli, app-server',
    ]);
    const rates = [
      [50, 80],
      [80, 50],
      [1, 1],
      [1, 1],
    ];
    const standings = [...own, ...others.map(({ name }, place) => standing(name, rates[place]!))];
    expect(mixTargets(standings, contextWith(peers)).at(-1)).toMatchObject({
      bound: 1,
      unit: '× the best peer',
      figure: spreadOf([1.25, 1.25]),
    });
  });
});

it('the target of many turns is that of ten thousand', () => {
  const standings = [
    standing(uses.kept.name, [1], [0.7], '1'),
    standing(uses.kept.name, [1], [0.52], '10,000'),
  ];
  expect(turnTargets(standings)).toMatchObject([{ bound: 0.5, sense: 'at least', figure: { median: 0.52 } }]);
});

it('the targets of long lines are times', () => {
  const hand = 'by hand: join, decode and JSON.parse (the floor)';
  const own = 'codex-rx, validated';
  const standings = [
    standing(hand, [16], [1], '16 MiB'),
    standing(own, [16], [1], '16 MiB'),
    standing(hand, [2.4], [1], '128 MiB'),
    standing(own, [2], [1], '128 MiB'),
  ];
  const [byHand, byLength] = lineTargets(standings);
  expect(byHand).toMatchObject({ bound: 1.3, sense: 'at most', figure: { median: 1.2 } });
  // Eight times as long in eight times the time.
  expect(byLength).toMatchObject({ bound: 1.3, sense: 'at most', figure: { median: 1 } });
});

describe('the roster', () => {
  it('gives a contestant its share of a stream', () => {
    const one = { name: 'slow', share: 0.25 } as Contestant;
    const order = { kind: 'stream', load: 'mix', turns: 1, messages: 1_001 } as const;
    expect(entriesOf([one], order)).toMatchObject([{ order: { messages: 251 }, floor: false, requests: 1 }]);
  });

  it('finds who ran, by name and group', () => {
    const standings = [standing('a', [1], [1], '1'), standing('a', [2], [1], '2')];
    expect(find(standings, { name: 'a' } as Contestant, '2').rates).toEqual([2]);
    expect(() => find(standings, { name: 'b' } as Contestant)).toThrow('b did not run');
  });

  it('compares with the best of the same round', () => {
    expect(byTheBest(standing('a', [4, 4]), [standing('b', [2, 1]), standing('c', [1, 4])])).toEqual(
      spreadOf([2, 1]),
    );
  });
});
