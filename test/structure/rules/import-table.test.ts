import { parseSources } from '../sources';
import { checkImportTable } from './import-table';

const check = (path: string, text: string) => checkImportTable(parseSources({ [path]: text }));

describe('checkImportTable', () => {
  it.each([
    ['lib/wire/a.ts', "import { E } from '../errors/e.js';"],
    ['lib/protocol/a.ts', "import type { Message } from '../wire/message.js';"],
    ['lib/protocol/a.ts', "import { type Message } from '../wire/message.js';"],
    ['lib/rpc/a.ts', "import type { Transport } from '../transport/transport.js';"],
    ['lib/client/a.ts', "import { b } from './b.js'; import { of } from 'rxjs';"],
    ['lib/testing/a.ts', "import { tomlValue } from '../transport/toml.js';"],
    ['lib/index.ts', "export { a } from './client/a.js';"],
  ])('allows %s: %s', (path, text) => {
    expect(check(path, text)).toEqual([]);
  });

  it.each([
    ['lib/errors/a.ts', "import { x } from '../wire/x.js';"],
    ['lib/wire/a.ts', "import type { X } from '../client/x.js';"],
    ['lib/protocol/a.ts', "import { parse } from '../wire/message.js';"],
    ['lib/protocol/a.ts', "export { parse } from '../wire/message.js';"],
    ['lib/rpc/a.ts', "import type { X } from '../transport/in-memory-transport.js';"],
    ['lib/router/a.ts', "import { x } from '../rpc/x.js';"],
    ['lib/operators/a.ts', "const later = () => import('../client/x.js');"],
    ['lib/view/a.ts', "export type X = import('../router/x.js').X;"],
    ['lib/client/a.ts', "import { x } from '../wire/x.js';"],
    ['lib/client/a.ts', "import { fake } from '../testing/fake.js';"],
    ['lib/client/a.ts', "import { generate } from '../../codegen/main.js';"],
  ])('refuses %s: %s', (path, text) => {
    expect(check(path, text)).toEqual([expect.stringMatching(`^${path}:1: lib/\\w+ may not import `)]);
  });

  it('refuses a folder that the table does not know', () => {
    expect(check('lib/utils/a.ts', 'export {};')).toEqual([
      'lib/utils/a.ts: the folder lib/utils is not in the import table',
    ]);
  });
});
