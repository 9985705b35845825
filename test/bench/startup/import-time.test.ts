import { tmpdir } from 'node:os';
import { measureImports, programOf, ratioOfTimes, spreadOfTimes } from './import-time';

describe('the program of a process that imports', () => {
  it('starts its clock behind what is loaded before', () => {
    const program = programOf({ name: 'b after a', after: ['a'], imports: ['b'] });
    const order = ['import("a")', 'const start', 'import("b")', 'console.log'].map((part) =>
      program.indexOf(part),
    );
    expect(order[0]).toBeGreaterThan(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });
});

describe('import times', () => {
  it('are of fresh processes, without the first round', async () => {
    const cases = [
      { name: 'nothing', after: [], imports: [] },
      { name: 'zlib', after: [], imports: ['node:zlib'] },
    ];
    const [nothing, zlib] = await measureImports(cases, 2, tmpdir());
    expect([nothing!.times.length, zlib!.times.length]).toEqual([2, 2]);
    expect(spreadOfTimes(zlib!, 'imported').median).toBeGreaterThan(
      spreadOfTimes(nothing!, 'imported').median,
    );
    expect(spreadOfTimes(zlib!, 'whole').median).toBeGreaterThan(spreadOfTimes(zlib!, 'imported').median);
  });

  it('are compared round by round', () => {
    const of = (name: string, ...imported: number[]) => ({
      name,
      times: imported.map((one) => ({ imported: one, whole: 0 })),
    });
    expect(ratioOfTimes(of('a', 1, 9), of('b', 2, 3)).quartiles).toEqual([1.125, 2.375]);
  });
});
