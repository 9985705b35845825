import { spreadOf } from '../statistics';
import { renderReport, targetRow, type BenchReport } from './report';
import { spread, standingsTable, table } from './tables';

const standing = {
  name: 'by hand',
  group: '100',
  floor: true,
  amount: 10,
  rate: spreadOf([400_000, 500_000, 600_000]),
  ratio: spreadOf([1]),
  cpu: spreadOf([1.234]),
  rates: [400_000, 500_000, 600_000],
};

const target = {
  name: 'real mix',
  bound: 0.8,
  sense: 'at least',
  unit: '× the floor',
  figure: spreadOf([0.71, 0.75, 0.79]),
} as const;

const report: BenchReport = {
  machine: { processor: 'Some CPU', cores: 2, memory: '24 GiB', system: 'Linux 6.1' },
  versions: { Node: '20.19.0', '`split2`': '4.2.0' },
  date: '2026-01-31',
  rounds: 15,
  sections: [
    { title: 'The real mix', markdown: 'What was measured.\n', targets: [target] },
    { title: 'Plain deltas', markdown: 'More.', targets: [] },
  ],
};

describe('the tables of the report', () => {
  it('align figures to the right', () => {
    expect(
      table([
        ['read by', 'rate'],
        ['by hand', '1'],
      ]),
    ).toBe('| read by | rate |\n| --- | ---: |\n| by hand | 1 |\n');
  });

  it('give the median and the middle half', () => {
    expect(spread(spreadOf([1, 2, 3]), 1)).toBe('2.0 (1.5 to 2.5)');
  });

  it('count notifications by the second', () => {
    expect(standingsTable([standing], { of: 'notifications' })).toContain(
      '| by hand | 500 (450 to 550) | 1.00 (1.00 to 1.00) | 1.23 |',
    );
  });

  it('give results their time, quick quartile first', () => {
    const slow = { ...standing, rate: spreadOf([2, 4]), cpu: spreadOf([1_500]) };
    expect(standingsTable([slow], { group: 'line', of: 'results' })).toContain(
      '| 100 | by hand | 333 (286 to 400) | 1.00 (1.00 to 1.00) | 1.50 |',
    );
  });
});

describe('the report', () => {
  it('says of each target what is wanted, what was measured and whether that is enough', () => {
    expect(targetRow(target)).toEqual(['real mix', '≥ 0.8 × the floor', '0.75 (0.73 to 0.77)', '**no**']);
    expect(targetRow({ ...target, figure: spreadOf([0.8]) }).at(-1)).toBe('yes');
    expect(targetRow({ ...target, sense: 'at most' })[1]).toBe('≤ 0.8 × the floor');
  });

  it('has the targets first, then the parts in their order', () => {
    const headings = renderReport(report)
      .split('\n')
      .filter((line) => line.startsWith('#'));
    expect(headings).toEqual(['# Benchmarks', '## Targets', '## The real mix', '## Plain deltas']);
  });

  it('names machine, versions and day', () => {
    const text = renderReport(report);
    for (const said of ['Some CPU, 2 cores', '24 GiB', 'Linux 6.1', '20.19.0', '`split2`', '2026-01-31'])
      expect(text).toContain(said);
  });

  it('leaves out the table of targets where no part has any', () => {
    expect(renderReport({ ...report, sections: [report.sections[1]!] })).not.toContain('## Targets');
  });
});
