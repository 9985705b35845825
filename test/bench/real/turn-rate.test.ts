import type { Ground, PlayerKind } from './player';
import { replyText } from './start-model';
import { measureTurnRates, type RateOptions } from './turn-rate';

const ground: Ground = { codexBin: '/codex', env: {}, cwd: '/' };

/** A player that answers at once, and writes down what it does. */
const fake = (name: string, log: string[], answer = replyText): PlayerKind => ({
  name,
  start: async () => {
    log.push(`${name} starts`);
    return {
      converse: async () => {
        log.push(`${name} opens`);
        return {
          turn: async () => {
            log.push(`${name} plays`);
            return answer;
          },
        };
      },
      close: async () => void log.push(`${name} closes`),
    };
  },
});

const options = (players: readonly PlayerKind[]): RateOptions => ({
  ground,
  players,
  crowds: [{ atOnce: 2, turnsEach: ({ name }) => (name === 'b' ? 1 : 3) }],
  rounds: 2,
  progress: () => undefined,
});

const count = (log: readonly string[], what: string): number => log.filter((one) => one === what).length;

describe('turns a second', () => {
  it('are those of all players in turn, with one round more than counts', async () => {
    const log: string[] = [];
    const standings = await measureTurnRates(options([fake('a', log), fake('b', log)]));
    expect(standings.map(({ player, atOnce }) => [player, atOnce])).toEqual([
      ['a', 2],
      ['b', 2],
    ]);
    expect(standings[0]!.ratio).toEqual({ median: 1, quartiles: [1, 1] });
    // Two conversations of three turns and of one, twice in each of three rounds.
    expect([count(log, 'a opens'), count(log, 'a plays'), count(log, 'b plays')]).toEqual([12, 36, 12]);
    const opens = log.filter((one) => one.endsWith('opens')).filter((_, index) => index % 2 === 0);
    expect(opens.map((one) => one[0]).join('')).toBe('abba' + 'baab' + 'abba');
    expect(log.slice(-2)).toEqual(['a closes', 'b closes']);
  });

  it('are of turns that said what the model said', async () => {
    const log: string[] = [];
    const players = [fake('a', log), fake('b', log, 'something else')];
    await expect(measureTurnRates(options(players))).rejects.toThrow('"something else"');
    expect(log.slice(-2)).toEqual(['a closes', 'b closes']);
  });

  it('leave no player behind when one does not start', async () => {
    const log: string[] = [];
    const broken: PlayerKind = { name: 'b', start: () => Promise.reject(new Error('no binary')) };
    await expect(measureTurnRates(options([fake('a', log), broken]))).rejects.toThrow('no binary');
    expect(log).toEqual(['a starts', 'a closes']);
  });
});
