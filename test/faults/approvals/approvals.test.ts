import { runEpisodes } from './run';

test('no command runs without exactly one explicit accept, whatever users and servers do', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const report = await runEpisodes({ seed, episodes: 320, real: 20 });
  process.stdout.write(
    `seed ${seed}: ${report.episodes} episodes, ${report.real} real, ${report.accepts} accepts, ${report.runs} runs\n`,
  );
  expect(report.faults).toEqual([]);
  expect(report.plantedBugFound).toBe(true);
  expect(report.runs).toBeGreaterThan(10);
});
