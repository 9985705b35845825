import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../codegen/cli';
import { HELP, parseOptions } from '../../codegen/options';
import { ROOT } from './support/dump-once';

// Prettier loads itself in a way that only a process of its own allows; what runs in this one formats nothing.
jest.mock('prettier', () => ({}));

/** Runs the generator the way `npm run codegen` does. */
const codegen = (...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    const program = ['--import', 'jiti/register', 'codegen/main.ts', ...args];
    execFile(
      process.execPath,
      program,
      { cwd: ROOT, env: { ...process.env, CODEX_BIN: '' } },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
      },
    );
  });

const COMMITTED = join(ROOT, 'lib/protocol/generated');

describe('parseOptions', () => {
  it('reads the options', () => {
    expect(parseOptions([])).toEqual({ check: false, lenient: false, help: false });
    expect(parseOptions(['--check', '--lenient', '--codex', '/a', '--out=/b'])).toEqual({
      check: true,
      lenient: true,
      help: false,
      codex: '/a',
      out: '/b',
    });
  });

  it.each([[['--chek']], [['--codex']], [['file']]])('refuses %p and points to --help', (args) => {
    expect(() => parseOptions(args)).toThrow(/--help lists the options\.$/);
  });

  it('describes every option', () => {
    for (const option of Object.keys({ ...parseOptions([]), codex: '', out: '' }))
      expect(HELP).toContain(`--${option}`);
  });
});

describe('npm run codegen', () => {
  it('finds the committed files up to date', async () => {
    const { code, stdout, stderr } = await codegen('--check');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^codex [\d.]+: \d+ definitions, \d+ client requests, \d+ notifications, \d+ server requests\n$/,
    );
  }, 60_000);

  it('names what is stale, exits with 1 and writes nothing', async () => {
    const out = await mkdtemp(join(tmpdir(), 'codex-rx-out-'));
    try {
      await cp(COMMITTED, out, { recursive: true });
      await writeFile(join(out, 'version.ts'), 'export const generatedCodexVersion = "0.0.0";\n');
      await rm(join(out, 'server-requests.ts'));
      await writeFile(join(out, 'of-an-older-version.ts'), '');
      const { code, stdout } = await codegen('--check', '--out', out);
      expect(code).toBe(1);
      expect(stdout.split('\n').slice(1, -1)).toEqual([
        'stale of-an-older-version.ts',
        'stale server-requests.ts',
        'stale version.ts',
      ]);
      expect(await readFile(join(out, 'version.ts'), 'utf8')).toContain('0.0.0');
    } finally {
      await rm(out, { recursive: true, force: true });
    }
  }, 60_000);
});

describe('run', () => {
  const outputOf = async (...args: readonly string[]): Promise<readonly [number, string, string]> => {
    const stdout = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      const code = await run(args, ROOT);
      const text = (spy: jest.SpyInstance): string =>
        spy.mock.calls.map(([written]) => String(written)).join('');
      return [code, text(stdout), text(stderr)];
    } finally {
      stdout.mockRestore();
      stderr.mockRestore();
    }
  };

  it('prints its help', async () => {
    expect(await outputOf('--help')).toEqual([0, HELP, '']);
  });

  it.each([
    [['--codex', '/nowhere/codex'], 'There is no codex binary at /nowhere/codex. Check --codex.\n'],
    [['--chek'], "Unknown option '--chek'. --help lists the options.\n"],
  ])('answers %p with words and a 1', async (args, message) => {
    expect(await outputOf(...args)).toEqual([1, '', message]);
  });
});
