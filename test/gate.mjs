// The whole check, as `npm test` runs it: every step of the list below, two at a time; at the end, each alone, the tests
// and then the benchmark that holds speed to its bounds.
// Prints what each step says when it is done; the first that fails ends the check.
import { spawn } from 'node:child_process';
import { env, execPath, exit, stdout } from 'node:process';

/** Scripts of package.json. A step with `after` waits for that one. */
const steps = [
  { name: 'build' },
  { name: 'lint' },
  { name: 'typecheck' },
  { name: 'package:check', after: 'build' },
  { name: 'codegen', args: ['--', '--check'] },
  { name: 'format:check' },
];
/** What runs with nothing beside it. */
const alone = [{ name: 'test:all' }, { name: 'bench:check' }];

const done = new Set();
const waiting = [...steps];
const running = new Set();

/** npm says where it is itself, so that no shell is needed to find it on any system. */
const npm = env.npm_execpath ? [execPath, env.npm_execpath] : ['npm'];

const run = ({ name, args = [] }, quiet) =>
  new Promise((resolve) => {
    const started = Date.now();
    const [command, ...before] = npm;
    const child = spawn(command, [...before, 'run', '--silent', name, ...args], {
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 1, output: String(error), seconds: 0, child }));
    child.on('close', (code) => resolve({ code, output, seconds: (Date.now() - started) / 1000 }));
    running.add(child);
    child.once('close', () => running.delete(child));
  });

const report = ({ name }, { code, output, seconds }) => {
  stdout.write(`${code === 0 ? '✔' : '✖'} ${name} (${seconds.toFixed(0)} s)\n`);
  if (code === 0) return;
  stdout.write(`${output}\n${name} failed. Run it alone with: npm run ${name}\n`);
  for (const child of running) child.kill();
  exit(1);
};

const lane = async () => {
  for (;;) {
    const index = waiting.findIndex(({ after }) => after === undefined || done.has(after));
    if (index === -1) {
      if (waiting.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
      continue;
    }
    const [step] = waiting.splice(index, 1);
    report(step, await run(step, true));
    done.add(step.name);
  }
};

stdout.write(`${steps.length} checks, two at a time, then the tests and the benchmark\n`);
await Promise.all([lane(), lane()]);
for (const step of alone) {
  const { code } = await run(step, false);
  if (code === 0) continue;
  stdout.write(`${step.name} failed. Run it alone with: npm run ${step.name}\n`);
  exit(code ?? 1);
}
