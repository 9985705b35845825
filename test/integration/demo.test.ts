import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startScriptedCodex, text } from '../../lib/testing.js';

/** What begins a terminal's control sequence. */
const escape = String.fromCharCode(27);

const root = join(__dirname, '../..');
const demo = ['test/run-ts.mjs', 'docs/examples/demo/main.ts'];

interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

const run = (
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });

/** `script` gives a program a terminal; its arguments differ between systems. */
const onTerminal = (): Promise<Outcome> =>
  process.platform === 'linux'
    ? run('script', ['-qec', [process.execPath, ...demo].join(' '), '/dev/null'])
    : run('script', ['-q', '/dev/null', process.execPath, ...demo]);

const summaryOf = ({ output }: Outcome): string[] =>
  output.split(/\r?\n/).filter((line) => /^(explain|count|plan) +completed +\d+ +\d+\.\d /.test(line));

test('piped, the demo prints one line per event and a summary, and exits with 0', async () => {
  const outcome = await run(process.execPath, demo);
  expect(outcome).toMatchObject({ code: 0 });
  expect(outcome.output).not.toContain(escape);
  expect(summaryOf(outcome)).toHaveLength(3);
  for (const method of [
    'item/agentMessage/delta',
    'turn/plan/updated',
    'item/commandExecution/requestApproval',
  ]) {
    expect(outcome.output).toContain(` ${method} `);
  }
  expect(outcome.output).toContain('7 model calls, one app-server process.');
});

test('on a terminal, the demo repaints its lanes, ends with the summary, and exits with 0', async () => {
  const outcome = await onTerminal();
  expect(outcome).toMatchObject({ code: 0 });
  expect(outcome.output).toContain(`${escape}[15A`);
  expect(summaryOf(outcome).length).toBeGreaterThanOrEqual(3);
  expect(outcome.output).toContain('asks: Write the report?');
});

test('--live runs one turn with the codex home of whoever starts it; a wrong option says what to do', async () => {
  const codex = await startScriptedCodex({ script: [text('a live answer')] });
  try {
    const live = await run(process.execPath, [...demo, '--live', 'hello'], codex.env);
    expect(live).toMatchObject({ code: 0 });
    expect(live.output).toMatch(/live +completed .*a live answer/);
    expect(codex.model.requests.map(({ prompt }) => prompt)).toEqual(['hello']);
    const wrong = await run(process.execPath, [...demo, '--lively']);
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.output).toContain('usage: npm run demo');
  } finally {
    await codex.dispose();
  }
});
