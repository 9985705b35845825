import { partNames, readOptions, usage } from './options';

describe('the options of the benchmark', () => {
  it('run everything by default and write the page', () => {
    expect(readOptions([])).toEqual({
      rounds: 15,
      messages: 200_000,
      quick: false,
      parts: partNames,
      peers: true,
      check: false,
      print: false,
      json: undefined,
      help: false,
    });
  });

  it('take parts by name, in the order of the report', () => {
    const { parts, print } = readOptions(['--only', 'turns, mix', '--only', 'late']);
    expect(parts).toEqual(['mix', 'turns', 'late']);
    expect(print).toBe(true);
  });

  it('measure less in haste, and do not overwrite the page with it', () => {
    expect(readOptions(['--quick'])).toMatchObject({ rounds: 3, messages: 40_000, quick: true, print: true });
    expect(readOptions(['--quick', '--rounds', '5'])).toMatchObject({ rounds: 5, messages: 40_000 });
  });

  it('leave out the peers, print, and write figures', () => {
    expect(readOptions(['--no-peers', '--stdout', '--json', 'figures.json'])).toMatchObject({
      peers: false,
      print: true,
      json: 'figures.json',
    });
  });

  it.each([
    [['--rounds', '0'], '--rounds takes a whole number above 0, not 0'],
    [['--messages', '1.5'], '--messages takes a whole number above 0, not 1.5'],
    [['--only', 'nothing'], '--only takes mix, deltas'],
    [['--fast'], 'Unknown option'],
  ])('%j is refused', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });

  it('name every part and option in the help', () => {
    for (const name of partNames) expect(usage).toContain(name);
    expect(usage.split('\n').every((line) => line.length < 120)).toBe(true);
  });
});
