import { parseSources } from '../sources';
import { checkEntryFiles } from './entry-files';

const check = (path: string, text: string) => checkEntryFiles(parseSources({ [path]: text }));

describe('checkEntryFiles', () => {
  it.each([
    [
      'lib/index.ts',
      "// Client\nexport { a, type B } from './client/a.js';\nexport type { C } from './client/c.js';",
    ],
    ['lib/protocol.ts', "export * from './protocol/generated/definitions.js';"],
    ['lib/client/a.ts', "export * from './b.js';"],
    ['docs/examples/demo/main.ts', "import { createCodexClient } from 'codex-rx';"],
  ])('allows %s: %s', (path, text) => {
    expect(check(path, text)).toEqual([]);
  });

  it.each([
    ['lib/index.ts', "export * from './client/create.js';", 'name what is exported'],
    ['lib/index.ts', "export * as client from './client/create.js';", 'name what is exported'],
    ['lib/index.ts', "export * from 'rxjs';", 'name what is exported'],
    ['lib/index.ts', 'export const version = 1;', 'holds nothing but'],
    ['lib/index.ts', "import { a } from './client/a.js';", 'holds nothing but'],
    ['lib/client/a.ts', "import type { Client } from '../index.js';", 'imports the entry file lib/index.ts'],
    ['lib/testing/a.ts', "import { Client } from 'codex-rx';", 'imports the package itself'],
  ])('refuses %s: %s', (path, text, fault) => {
    expect(check(path, text)).toEqual([expect.stringContaining(fault)]);
  });
});
