import { memoryOfTree, readRollup, readStat, tellsMemory, treeOf } from './process-memory';

describe('what a process takes', () => {
  it('is read out of a rollup, with kilobytes of 1,024', () => {
    const rollup =
      '00400000-7fff0000 ---p 00000000 00:00 0 [rollup]\nRss:   300 kB\nPss:   20 kB\nPss_Anon:  7 kB\n';
    expect(readRollup(rollup)).toEqual({ pss: 20 * 1_024, rss: 300 * 1_024 });
  });

  it('is nothing for a process that is gone', () => {
    expect(readRollup('')).toEqual({ pss: 0, rss: 0 });
  });
});

describe('the tree of a process', () => {
  it('is read behind whatever a program is called', () => {
    expect(readStat('12 (a) (S 99 7) S 34 12 12 0')).toEqual({ pid: 12, parent: 34 });
  });

  it('has children of children, and nobody else', () => {
    const entries = [
      { pid: 2, parent: 1 },
      { pid: 3, parent: 2 },
      { pid: 4, parent: 1 },
      { pid: 5, parent: 3 },
    ];
    expect(treeOf(2, entries)).toEqual([2, 3, 5]);
  });

  it('is measured where the system tells', async () => {
    const told = await tellsMemory();
    const { pss, rss, processes } = told
      ? await memoryOfTree(process.pid)
      : { pss: 1e7, rss: 1e7, processes: 1 };
    expect(pss).toBeGreaterThan(1e6);
    expect(rss).toBeGreaterThanOrEqual(pss);
    expect(processes).toBeGreaterThanOrEqual(1);
  });
});
