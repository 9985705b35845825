import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { CodexBinaryNotFoundError } from '../../lib/errors/codex-binary-not-found-error.js';
import { CodexOptionsError } from '../../lib/errors/codex-options-error.js';
import { CodexProcessError } from '../../lib/errors/codex-process-error.js';
import { stdioTransport, type StdioTransportOptions } from '../../lib/transport/stdio-transport.node.js';
import { until } from '../support/wait.js';
import { childCount, connectTo, contractPeerScript, isAlive, nodeScript } from './children.js';
import { transportContract } from './contract.js';

transportContract('stdioTransport', () => ({
  transport: stdioTransport(nodeScript(contractPeerScript)),
  open: childCount,
}));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'codex-rx-stdio-'));
});

afterEach(async () => {
  await until(() => childCount() === 0, 'no child left');
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the child, and gives what `connect()` errors with. */
const startFailure = async (options: StdioTransportOptions): Promise<Error> => {
  const [result] = await Promise.allSettled([connectTo(options)]);
  if (result.status === 'fulfilled') throw new Error('It started.');
  return result.reason as Error;
};

/** Starts the child, and gives what the connection ends with. */
const loss = async (options: StdioTransportOptions): Promise<CodexProcessError> => {
  const { end } = await connectTo(options);
  const error = await end;
  expect(error).toBeInstanceOf(CodexProcessError);
  return error as CodexProcessError;
};

/** Everything that printing an error in any way could show. */
const shownBy = (error: Error): string =>
  [inspect(error, { depth: 10, showHidden: true }), error.message, error.stack, JSON.stringify(error)].join(
    '\n',
  );

describe('a child that cannot be started', () => {
  it('because there is no such file, is a CodexProcessError of connect()', async () => {
    const error = await startFailure({ command: join(folder, 'nothing') });
    expect(error).toBeInstanceOf(CodexProcessError);
    expect(error.message).toContain(`${join(folder, 'nothing')} could not be started (ENOENT).`);
    expect(error).toMatchObject({ exitCode: null, signal: null, stderrTail: '', subject: undefined });
    expect(error.cause).toMatchObject({ code: 'ENOENT' });
  });

  it('because it may not be executed, is one too', async () => {
    const command = join(folder, 'plain');
    writeFileSync(command, '#!/bin/sh\n');
    chmodSync(command, 0o644);
    expect((await startFailure({ command })).message).toContain(`${command} could not be started (EACCES).`);
  });

  it('because its working folder is missing, names that', async () => {
    const cwd = join(folder, 'gone');
    const error = await startFailure({ ...nodeScript(''), cwd });
    expect(error.message).toContain(`\n  working folder: ${cwd}\n`);
  });

  it.each<[string, (canary: string) => StdioTransportOptions, RegExp]>([
    ['an argument', (canary) => ({ command: process.execPath, args: ['-e', `${canary}\0`] }), /args\[1\]/],
    [
      'a variable',
      (canary) => ({ ...nodeScript(''), env: { NAME: `${canary}\0` } }),
      /options\.env\['NAME'\]/,
    ],
    ['the command', () => ({ command: '' }), /file/],
  ])('because of %s, says which, without its value', async (_, make, which) => {
    const canary = 'canary-93b1f0';
    const error = await startFailure(make(canary));
    expect(error).toBeInstanceOf(CodexProcessError);
    expect((error.cause as Error).message).toMatch(which);
    expect(shownBy(error)).not.toContain(canary);
  });

  it('shows no argument of its command line', async () => {
    const error = await startFailure({ command: join(folder, 'nothing'), args: ['--key', 'canary-93b1f0'] });
    expect(shownBy(error)).not.toContain('canary');
  });

  it('because no binary was found or an option is wrong, says that', async () => {
    const codexBin = join(folder, 'codex');
    expect(await startFailure({ codexBin })).toBeInstanceOf(CodexBinaryNotFoundError);
    expect(await startFailure({ args: ['x'] })).toBeInstanceOf(CodexOptionsError);
  });
});

describe('a child that ends', () => {
  it.each([
    ['at once, with a reason on stderr', "console.error('error: no such flag'); process.exit(2)", 2, null],
    ['unasked with code 0', 'process.exit(0)', 0, null],
    ['by a signal', "process.kill(process.pid, 'SIGKILL'); for (;;);", null, 'SIGKILL'],
  ])('%s, is a CodexProcessError of the connection', async (_, script, exitCode, signal) => {
    const error = await loss(nodeScript(script));
    expect(error).toMatchObject({ exitCode, signal });
    expect(error.message).toContain(signal ? 'signal SIGKILL' : `exit code ${exitCode}`);
    if (exitCode === 2) expect(error.message).toContain('stderr: error: no such flag');
  });

  it('completes connect()', async () => {
    const events: string[] = [];
    stdioTransport(nodeScript('process.exit(1)'))
      .connect()
      .subscribe({
        next: ({ incoming$ }) => {
          events.push('connection');
          incoming$.subscribe({ error: () => events.push('loss') });
        },
        complete: () => events.push('complete'),
      });
    await until(() => events.includes('complete'), 'the end of connect()');
    expect(events).toEqual(['connection', 'loss', 'complete']);
  });
});

describe('what the child is given', () => {
  const hostile = [
    '"quoted"',
    "it's",
    '$(touch pwned)',
    '`touch pwned`',
    '; touch pwned',
    '| touch pwned &',
    '> pwned',
    'line\nbreak\r\n',
    '\\',
    '%PATH%',
    '$HOME',
    '*',
    '~',
    '',
    ' ',
    '--',
    '😀',
  ];
  const tell =
    "process.stdout.write(JSON.stringify([process.cwd(), process.argv.slice(1)]) + '\\n'); process.stdin.resume();";

  it('are its working folder and its arguments to the letter; no shell reads them', async () => {
    const child = await connectTo({ ...nodeScript(tell, ...hostile), cwd: folder });
    expect(JSON.parse(await child.line(1))).toEqual([realpathSync(folder), hostile]);
    await child.connection.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are its settings to the letter, behind app-server', async () => {
    const codexBin = join(folder, 'codex');
    const show =
      'process.stdout.write(JSON.stringify(process.argv.slice(2)) + "\\n"); process.stdin.resume();';
    writeFileSync(codexBin, `#!${process.execPath}\n${show}`);
    chmodSync(codexBin, 0o755);
    const config = { model: '$(touch pwned) "x"\n; `touch pwned`', a: { 'b c': ["it's", '\\'] } };
    const child = await connectTo({ codexBin, config, cwd: folder });
    expect(JSON.parse(await child.line(1))).toEqual([
      'app-server',
      '--config',
      'model="$(touch pwned) \\"x\\"\\n; `touch pwned`"',
      '--config',
      'a={ "b c" = ["it\'s", "\\\\"] }',
    ]);
    await child.connection.close();
    expect(readdirSync(folder)).toEqual(['codex']);
  });

  it('are its variables to the letter, laid over those of this process', async () => {
    const env = Object.fromEntries(hostile.map((value, index) => [`HOSTILE_${index}`, value]));
    const script = "process.stdout.write(JSON.stringify(process.env) + '\\n'); process.stdin.resume();";
    const child = await connectTo({ ...nodeScript(script), env: { ...env, HOME: undefined }, cwd: folder });
    const seen = JSON.parse(await child.line(1)) as Record<string, string>;
    expect(seen).toMatchObject({ ...env, PATH: process.env['PATH'] });
    expect(seen).not.toHaveProperty('HOME');
    await child.connection.close();
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('secrets', () => {
  it('of the environment and the settings are in no error, however the child spills them', async () => {
    const canaries = Array.from(
      { length: 8 },
      (_, index) => `cnry${index}${Math.random().toString(36).slice(2)}`,
    );
    const [token, key, password, cookie, header, bearer, multiline, special] = canaries as [
      string,
      ...string[],
    ];
    const codexBin = join(folder, 'codex');
    const spill = `
      const { argv, env } = process;
      console.error(argv, JSON.stringify(env), JSON.stringify(JSON.stringify(argv)));
      for (const [name, value] of Object.entries(env)) console.error(value, encodeURIComponent(value));
      for (const argument of argv) console.error(argument.slice(argument.indexOf('"') + 1, -1));
      process.exit(1);`;
    writeFileSync(codexBin, `#!${process.execPath}\n${spill}`);
    chmodSync(codexBin, 0o755);
    const env = {
      MY_TOKEN: token,
      MY_KEY: key,
      DB_PASSWORD: password,
      SESSION_COOKIE: cookie,
      PRIVATE_PEM: `-----BEGIN-----\n${multiline}\n-----END-----`,
      SPECIAL_SECRET: `"${special}\\ä %\t`,
      PLAIN: 'plain-as-day',
    };
    const config = {
      model_providers: {
        x: { http_headers: { Authorization: header! }, experimental_bearer_token: bearer! },
      },
    };
    const error = await loss({ codexBin, env, config });
    const shown = [error, error.about('turn x', 'unknown')].map(shownBy).join('\n');
    expect(error.stderrTail).toContain('plain-as-day');
    expect(error.stderrTail).toContain('[redacted]');
    expect(canaries.filter((canary) => shown.includes(canary))).toEqual([]);
  });
});

describe('processes', () => {
  it('are gone after close, and after unsubscribing without it', async () => {
    const script =
      "process.stdout.write('ready\\n'); setInterval(() => {}, 1000); process.on('SIGTERM', () => {})";
    const [closed, dropped] = await Promise.all([
      connectTo({ ...nodeScript(script), closeStepTimeout: 50 }),
      connectTo(nodeScript(script)),
    ]);
    await Promise.all([closed.line(1), dropped.line(1)]);
    const pids = [closed, dropped].map(({ connection }) => connection.info.pid!);
    expect(pids.map(isAlive)).toEqual([true, true]);
    await closed.connection.close();
    dropped.subscription.unsubscribe();
    await dropped.end;
    expect(pids.map(isAlive)).toEqual([false, false]);
  });
});
