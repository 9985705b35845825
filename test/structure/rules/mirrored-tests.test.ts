import { parseSources } from '../sources';
import { checkMirroredTests } from './mirrored-tests';

const check = (path: string, text: string, tests: string[] = [], typesOnly: string[] = []) =>
  checkMirroredTests(parseSources({ [path]: text }), new Set(tests), typesOnly);

const TYPES =
  "import type { B } from './b.js';\nexport interface A { b: B }\nexport type { B };\ndeclare enum E { _ }";

describe('checkMirroredTests', () => {
  it('allows a file with its test, a listed file of types, entry files and generated files', () => {
    expect(check('lib/wire/a.ts', 'export const a = 1;', ['test/wire/a.test.ts'])).toEqual([]);
    expect(
      check('lib/transport/a.node.ts', 'export const a = 1;', ['test/transport/a.node.test.ts']),
    ).toEqual([]);
    expect(check('lib/wire/a.ts', TYPES, [], ['lib/wire/a.ts'])).toEqual([]);
    expect(check('lib/index.ts', "export { a } from './wire/a.js';")).toEqual([]);
    expect(check('lib/protocol/generated/a.ts', 'export const a = 1;')).toEqual([]);
  });

  it('refuses a file without a test, or with one in another folder', () => {
    const fault = ['lib/wire/a.ts: has no test/wire/a.test.ts'];
    expect(check('lib/wire/a.ts', 'export const a = 1;')).toEqual(fault);
    expect(check('lib/wire/a.ts', 'export const a = 1;', ['test/a.test.ts'])).toEqual(fault);
  });

  it('refuses types that are not listed, and a list that is not true', () => {
    expect(check('lib/wire/a.ts', TYPES)).toEqual([
      'lib/wire/a.ts: has no test/wire/a.test.ts and is not listed as types alone',
    ]);
    expect(check('lib/wire/a.ts', 'export const a = 1;', ['test/wire/a.test.ts'], ['lib/wire/a.ts'])).toEqual(
      ['lib/wire/a.ts: listed as types alone, but holds a value'],
    );
    expect(check('lib/wire/a.ts', TYPES, [], ['lib/wire/a.ts', 'lib/wire/gone.ts'])).toEqual([
      'lib/wire/gone.ts: listed as types alone, but does not exist',
    ]);
  });
});
