import { parseArgs } from 'node:util';
import { runEpisodes } from './run';

const usage = `usage: npm run faults:approvals -- [OPTIONS]

Plays random approval episodes: handlers and people of every kind, answers that come twice, too late, after an
interrupt or to a question asked anew. No command may run without exactly one explicit accept, and no request may get
two answers.

  --episodes N   episodes in all                               (default 10000)
  --real N       how many of them on the real codex            (default 500)
  --seed N       decides everything that is random             (default: drawn)
  --help         prints this
`;

const { values } = parseArgs({
  options: {
    episodes: { type: 'string', default: '10000' },
    real: { type: 'string', default: '500' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    help: { type: 'boolean', default: false },
  },
});

const count = (name: 'episodes' | 'real' | 'seed'): number => {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new TypeError(`--${name} takes a whole number, not ${values[name]}`);
};

const play = async (): Promise<void> => {
  const [episodes, real, seed] = [count('episodes'), count('real'), count('seed')];
  if (real > episodes) throw new TypeError('--real cannot be more than --episodes');
  process.stdout.write(`seed ${seed}\n`);
  const report = await runEpisodes({
    seed,
    episodes,
    real,
    onProgress: (done) => {
      if (done % 1_000 === 0 || done > episodes - real) process.stderr.write(`${done} of ${episodes}\n`);
    },
  });
  const { faults, plantedBugFound, requests, runs, accepts } = report;
  process.stdout.write(
    `${episodes} episodes, ${real} of them real: ${requests} requests, ${accepts} accepts, ${runs} runs, ` +
      `${faults.length} faults; the planted bug was ${plantedBugFound ? 'found' : 'NOT found'}\n`,
  );
  for (const fault of faults.slice(0, 20)) process.stdout.write(`${fault}\n`);
  if (faults.length > 0 || !plantedBugFound) process.exitCode = 1;
};

if (values.help) process.stdout.write(usage);
else void play();
