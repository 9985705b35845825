import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { CodexBinaryNotFoundError } from '../../lib/errors/codex-binary-not-found-error.js';
import { findCodexBinary, type FindCodexBinaryOptions } from '../../lib/transport/find-codex-binary.node.js';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'codex-rx-find-')));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Makes a file in the temporary folder and returns its path. */
const file = (path: string, content = '', mode = 0o644): string => {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, content);
  chmodSync(full, mode);
  return full;
};
const binary = (path: string): string => file(path, '', 0o755);
const manifest = (path: string, name: string): string =>
  file(join(path, 'package.json'), JSON.stringify({ name, version: '0.0.0' }));

/** Looks nowhere but where the test says. */
const find = (options: FindCodexBinaryOptions = {}): string =>
  findCodexBinary({ env: {}, from: [], platform: 'linux', arch: 'x64', ...options });

const triedBy = (options: FindCodexBinaryOptions = {}): readonly string[] => {
  try {
    find(options);
  } catch (error) {
    expect(error).toBeInstanceOf(CodexBinaryNotFoundError);
    return (error as CodexBinaryNotFoundError).tried;
  }
  throw new Error('It was found.');
};

describe('the option codexBin', () => {
  it('comes before everything else', () => {
    const [wanted, other] = [binary('mine/codex'), binary('bin/codex')];
    expect(find({ codexBin: wanted, env: { CODEX_BIN: other, PATH: dirname(other) } })).toBe(wanted);
  });

  it('may be relative to the working folder', () => {
    const wanted = binary('mine/codex');
    expect(find({ codexBin: relative(process.cwd(), wanted) })).toBe(wanted);
  });

  it.each([
    ['does not exist', () => join(folder, 'nothing')],
    ['is not a file', () => folder],
    ['is not executable', () => file('plain')],
    ['does not exist', () => ''.padEnd(5, '?')],
  ])('is never passed over for another binary if it %s', (fault, make) => {
    const other = binary('bin/codex');
    const codexBin = make();
    expect(triedBy({ codexBin, env: { CODEX_BIN: other, PATH: dirname(other) } })).toEqual([
      expect.stringMatching(new RegExp(`^option codexBin: /.* \\(${fault}\\)$`)),
    ]);
  });
});

describe('the variable CODEX_BIN', () => {
  it('comes before the package and PATH', () => {
    const [wanted, other] = [binary('mine/codex'), binary('bin/codex')];
    expect(find({ env: { CODEX_BIN: wanted, PATH: dirname(other) } })).toBe(wanted);
  });

  it('is never passed over for another binary', () => {
    const env = { CODEX_BIN: join(folder, 'nothing'), PATH: dirname(binary('bin/codex')) };
    expect(triedBy({ env })).toEqual([`variable CODEX_BIN: ${env.CODEX_BIN} (does not exist)`]);
  });

  it('is as good as not set where it is empty', () => {
    const wanted = binary('bin/codex');
    expect(find({ env: { CODEX_BIN: '', PATH: dirname(wanted) } })).toBe(wanted);
  });
});

describe('the package @openai/codex', () => {
  const platforms: readonly [NodeJS.Platform, string, string, string, string][] = [
    ['linux', 'x64', 'codex-linux-x64', 'x86_64-unknown-linux-musl', 'codex'],
    ['linux', 'arm64', 'codex-linux-arm64', 'aarch64-unknown-linux-musl', 'codex'],
    ['android', 'x64', 'codex-linux-x64', 'x86_64-unknown-linux-musl', 'codex'],
    ['android', 'arm64', 'codex-linux-arm64', 'aarch64-unknown-linux-musl', 'codex'],
    ['darwin', 'x64', 'codex-darwin-x64', 'x86_64-apple-darwin', 'codex'],
    ['darwin', 'arm64', 'codex-darwin-arm64', 'aarch64-apple-darwin', 'codex'],
    ['win32', 'x64', 'codex-win32-x64', 'x86_64-pc-windows-msvc', 'codex.exe'],
    ['win32', 'arm64', 'codex-win32-arm64', 'aarch64-pc-windows-msvc', 'codex.exe'],
  ];

  it.each(platforms)('gives the binary for %s %s', (platform, arch, name, triple, executable) => {
    manifest('node_modules/@openai/codex', '@openai/codex');
    manifest(`node_modules/@openai/${name}`, `@openai/${name}`);
    const wanted = binary(`node_modules/@openai/${name}/vendor/${triple}/bin/${executable}`);
    expect(find({ from: [folder], platform, arch })).toBe(wanted);
  });

  it.each(platforms)('may carry the binary for %s %s in itself', (platform, arch, _, triple, executable) => {
    manifest('node_modules/@openai/codex', '@openai/codex');
    const wanted = binary(`node_modules/@openai/codex/vendor/${triple}/bin/${executable}`);
    expect(find({ from: [folder], platform, arch })).toBe(wanted);
  });

  it('is seen from folders below, and comes before PATH', () => {
    manifest('node_modules/@openai/codex', '@openai/codex');
    manifest('node_modules/@openai/codex-linux-x64', '@openai/codex-linux-x64');
    const wanted = binary('node_modules/@openai/codex-linux-x64/vendor/x86_64-unknown-linux-musl/bin/codex');
    const other = binary('bin/codex');
    mkdirSync(join(folder, 'deep/er'), { recursive: true });
    expect(find({ from: [join(folder, 'deep/er')], env: { PATH: dirname(other) } })).toBe(wanted);
  });

  it('may be a link into a store, as pnpm makes it, with its platform package beside it there', () => {
    manifest('store/node_modules/@openai/codex', '@openai/codex');
    manifest('store/node_modules/@openai/codex-linux-x64', '@openai/codex-linux-x64');
    const wanted = binary(
      'store/node_modules/@openai/codex-linux-x64/vendor/x86_64-unknown-linux-musl/bin/codex',
    );
    mkdirSync(join(folder, 'app/node_modules/@openai'), { recursive: true });
    symlinkSync(
      join(folder, 'store/node_modules/@openai/codex'),
      join(folder, 'app/node_modules/@openai/codex'),
    );
    expect(find({ from: [join(folder, 'app')] })).toBe(wanted);
  });

  it('is looked for in every given folder, once each', () => {
    manifest('b/node_modules/@openai/codex', '@openai/codex');
    const wanted = binary('b/node_modules/@openai/codex/vendor/x86_64-unknown-linux-musl/bin/codex');
    const [a, b] = [join(folder, 'a'), join(folder, 'b')];
    expect(find({ from: [a, b] })).toBe(wanted);
    expect(triedBy({ from: [a, a] }).filter((line) => line.startsWith('package'))).toEqual([
      `package @openai/codex: not installed, as seen from ${a}`,
    ]);
  });

  it('without the binary is passed over for PATH', () => {
    manifest('node_modules/@openai/codex', '@openai/codex');
    const other = binary('bin/codex');
    expect(find({ from: [folder], env: { PATH: dirname(other) } })).toBe(other);
  });
});

describe('PATH', () => {
  it('is searched in order, without what is relative or not executable', () => {
    const plain = dirname(file('plain/codex'));
    const [first, second] = [binary('first/codex'), binary('second/codex')];
    mkdirSync(join(folder, 'directory/codex'), { recursive: true });
    const relativeFolder = relative(process.cwd(), dirname(second));
    const path = ['', '.', relativeFolder, plain, join(folder, 'directory'), dirname(first), dirname(second)];
    expect(find({ env: { PATH: path.join(':') } })).toBe(first);
  });

  it('counts only the .exe on Windows, where it may be called Path', () => {
    const script = dirname(binary('npm/codex.cmd'));
    binary('npm/codex');
    const wanted = binary('exe/codex.exe');
    const env = { Path: `${script}:${dirname(wanted)}` };
    expect(find({ env, platform: 'win32' })).toBe(wanted);
    expect(triedBy({ env: { Path: script }, platform: 'win32' }).at(-1)).toBe(
      'PATH: no executable codex.exe in it',
    );
  });
});

describe('the error', () => {
  it('lists every place that was tried, in order, each with what was wrong there', () => {
    manifest('half/node_modules/@openai/codex', '@openai/codex');
    manifest('half/node_modules/@openai/codex-linux-x64', '@openai/codex-linux-x64');
    const vendor = 'half/node_modules/@openai/codex-linux-x64/vendor/x86_64-unknown-linux-musl/bin/codex';
    const plain = file(vendor);
    const nowhere = join(folder, 'nowhere');
    expect(triedBy({ from: [nowhere, join(folder, 'half')], env: { PATH: nowhere } })).toEqual([
      'variable CODEX_BIN: not set',
      `package @openai/codex: not installed, as seen from ${nowhere}`,
      `package @openai/codex-linux-x64: ${plain} (is not executable)`,
      'PATH: no executable codex in it',
    ]);
  });

  it('says that there is no binary for a platform', () => {
    expect(triedBy({ platform: 'aix', arch: 'ppc64', from: [folder] })).toContain(
      'package @openai/codex: has no binary for aix-ppc64',
    );
    expect(triedBy({ platform: 'linux', arch: 'constructor' })).toContain(
      'package @openai/codex: has no binary for linux-constructor',
    );
  });
});

describe('without options', () => {
  it('finds the codex that this repository installs', () => {
    const found = findCodexBinary({ env: { PATH: '' } });
    expect(found).toContain(join('@openai', `codex-${process.platform}-${process.arch}`));
  });

  it('reads CODEX_BIN from the environment of this process', () => {
    const before = process.env['CODEX_BIN'];
    const wanted = binary('mine/codex');
    process.env['CODEX_BIN'] = wanted;
    try {
      expect(findCodexBinary()).toBe(wanted);
    } finally {
      if (before === undefined) delete process.env['CODEX_BIN'];
      else process.env['CODEX_BIN'] = before;
    }
  });
});
