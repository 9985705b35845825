import { parseSources } from '../sources';
import { checkDocComments, checkPublicSubjects } from './public-exports';

describe('checkDocComments', () => {
  it('follows exports to their declarations', () => {
    const sources = parseSources({
      'lib/index.ts': "export { a as renamed, type B } from './wire/a.js';\nexport * from './wire/c.js';",
      'lib/wire/a.ts': "/** A. */\nexport const a = 1;\nexport type { B } from './b.js';",
      'lib/wire/b.ts': '/** B. */\nexport interface B { n: 1 }',
      'lib/wire/c.ts': '/** Type and codec. */\nexport interface C { n: 1 }\nexport const C = 1;',
    });
    expect(checkDocComments(sources)).toEqual([]);
  });

  it('names what has none, what is empty, and what does not exist', () => {
    const sources = parseSources({
      'lib/index.ts': "export { a, b, c } from './wire/a.js';\nexport * from './wire/d.js';",
      'lib/wire/a.ts': '// No doc comment.\nexport const a = 1;\n/** */\nexport function b() {}',
      'lib/wire/d.ts': 'export const d = 1;',
    });
    expect(checkDocComments(sources)).toEqual([
      "lib/wire/a.ts:2: 'a' has no doc comment",
      "lib/wire/a.ts:4: 'b' has no doc comment",
      "lib/index.ts: 'c' is not declared in lib/",
      "lib/wire/d.ts:1: 'd' has no doc comment",
    ]);
  });
});

describe('checkPublicSubjects', () => {
  const check = (text: string) =>
    checkPublicSubjects(
      parseSources({ 'lib/index.ts': "export type { A } from './client/a.js';", 'lib/client/a.ts': text }),
    );

  it('allows Observables, and Subjects that stay inside', () => {
    expect(
      check('export interface A { readonly a$: Observable<1> }\nexport interface Inner { s: Subject<1> }'),
    ).toEqual([]);
  });

  it.each(['Subject<1>', 'BehaviorSubject<1>'])('refuses a field of type %s', (type) => {
    expect(check(`export interface A { readonly a$: ${type} }`)).toEqual([
      `lib/client/a.ts:1: 'A' exposes a ${type}`,
    ]);
  });
});
