import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dumpProtocol, dumpSchema } from '../../codegen/input/dump';
import { CodegenError } from '../../codegen/errors';
import { dumpOnce } from './support/dump-once';

/** Runs a stand-in for the binary, a Node program, and checks that its working folder is gone afterwards. */
const withProgram = async (source: string, use: (path: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'codex-rx-program-'));
  const path = join(folder, 'codex');
  try {
    await writeFile(
      path,
      `#!${process.execPath}\nrequire('node:fs').writeFileSync(__dirname + '/cwd', process.cwd());\n${source}`,
    );
    await chmod(path, 0o755);
    await use(path);
    expect(existsSync(await readFile(join(folder, 'cwd'), 'utf8'))).toBe(false);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const posix = process.platform === 'win32' ? describe.skip : describe;

describe('dumpProtocol', () => {
  it('reads both sides of the pinned binary', async () => {
    const dump = await dumpOnce();
    expect(dump.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(dump.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(dump.experimental.typescript.size).toBeGreaterThan(dump.stable.typescript.size);
    expect(dump.experimental.typescript.has('v2/Thread')).toBe(true);
    expect([...dump.experimental.typescript.keys()].filter((path) => /index$/.test(path))).toEqual([]);
  });
});

posix('dumpProtocol of another program', () => {
  it('says what failed, keeps the cause, and leaves no folder behind', async () => {
    await withProgram("console.error('no such command'); process.exit(2);", async (path) => {
      const error = await dumpProtocol(path, process.env).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(CodegenError);
      expect((error as CodegenError).message).toBe(
        `\`codex --version\` failed. Is ${path} a codex of 0.140 or later?`,
      );
      expect(String((error as CodegenError).cause)).toContain('no such command');
    });
  });

  it('wants a version, and the schema where it is known to be', async () => {
    await withProgram("console.log('codex');", (path) =>
      expect(dumpProtocol(path, process.env)).rejects.toThrow(/--version prints no version/),
    );
    await withProgram("console.log('codex 1.2.3');", (path) =>
      expect(dumpProtocol(path, process.env)).rejects.toThrow(
        /wrote no codex_app_server_protocol\.schemas\.json\. Teach/,
      ),
    );
  });

  it('runs it with a home of its own, and without a shell', async () => {
    const source = `
      const fs = require('node:fs'), path = require('node:path');
      if (process.argv[2] === '--version') { console.log('codex 1.2.3'); process.exit(); }
      const out = process.argv[process.argv.indexOf('--out') + 1];
      fs.mkdirSync(out, { recursive: true });
      const seen = { home: process.env.CODEX_HOME, empty: fs.readdirSync(process.env.CODEX_HOME).length === 0, args: process.argv.slice(2, -2) };
      if (process.argv[3] === 'generate-json-schema') fs.writeFileSync(path.join(out, 'codex_app_server_protocol.schemas.json'), JSON.stringify(seen));
      else fs.writeFileSync(path.join(out, 'X.ts'), 'export type X = string;');`;
    await withProgram(source, async (path) => {
      expect(await dumpSchema(path, process.env)).toMatchObject({
        empty: true,
        args: ['app-server', 'generate-json-schema', '--experimental'],
      });
      const dump = await dumpProtocol(path, { ...process.env, CODEX_HOME: '/somewhere/else' });
      expect(dump.version).toBe('1.2.3');
      expect(dump.experimental.schema).toMatchObject({
        empty: true,
        args: ['app-server', 'generate-json-schema', '--experimental'],
      });
      expect(dump.stable.schema).toMatchObject({ args: ['app-server', 'generate-json-schema'] });
      expect((dump.stable.schema as { home: string }).home).toContain('codex-rx-codegen-');
      expect([...dump.stable.typescript]).toEqual([['X', 'export type X = string;']]);
    });
  });
});
