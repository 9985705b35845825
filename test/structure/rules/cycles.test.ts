import { parseSources } from '../sources';
import { checkCycles } from './cycles';

describe('checkCycles', () => {
  it('allows two ways to one file', () => {
    const sources = parseSources({
      'lib/a.ts': "import './b.js'; import './c.js';",
      'lib/b.ts': "import './d.js';",
      'lib/c.ts': "import './d.js'; import 'rxjs';",
      'lib/d.ts': 'export {};',
    });
    expect(checkCycles(sources)).toEqual([]);
  });

  it('finds a cycle of three, types included', () => {
    const sources = parseSources({
      'lib/start.ts': "import './a.js';",
      'lib/a.ts': "import './b.js';",
      'lib/b.ts': "export * from './c.js';",
      'lib/c.ts': "import type { A } from './a.js'; export type C = A;",
    });
    expect(checkCycles(sources)).toEqual(['cycle: lib/a.ts → lib/b.ts → lib/c.ts → lib/a.ts']);
  });

  it('finds a file that imports itself', () => {
    expect(checkCycles(parseSources({ 'lib/a.ts': "import './a.js';" }))).toEqual([
      'cycle: lib/a.ts → lib/a.ts',
    ]);
  });
});
