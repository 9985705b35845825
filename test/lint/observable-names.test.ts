import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import ts from 'typescript';
import observableNames from './observable-names.cjs';

const RXJS = `declare class Observable<T> { pipe(): Observable<T>; }
declare class Subject<T> extends Observable<T> { next(value: T): void; }
declare const make: <T>(value: T) => Observable<T>;
`;

/** The messages of the rule for a text that knows `Observable`, `Subject` and `make`. */
const lint = (text: string): readonly string[] => {
  const fileName = 'sample.ts';
  const code = RXJS + text;
  const host = ts.createCompilerHost({});
  const program = ts.createProgram({
    rootNames: [fileName],
    options: { noLib: true, strict: true, target: ts.ScriptTarget.ES2022, types: [] },
    host: {
      ...host,
      fileExists: (path) => path === fileName,
      getCurrentDirectory: () => process.cwd(),
      getSourceFile: (path, options) =>
        path.endsWith(fileName) ? ts.createSourceFile(path, code, options, true) : undefined,
    },
  });
  const messages = new Linter({ cwd: process.cwd() }).verify(
    code,
    {
      files: ['**/*.ts'],
      languageOptions: { parser: tseslint.parser, parserOptions: { programs: [program] } },
      plugins: { local: { rules: { 'observable-names': observableNames } } },
      rules: { 'local/observable-names': 'error' },
    },
    fileName,
  );
  return messages.map(({ message }) => message);
};

describe('observable-names', () => {
  it.each([
    'const value$ = make(1); const late$: Observable<1> | undefined = undefined;',
    'interface Turn { readonly events$: Observable<1>; text(): Observable<string>; readonly run: () => Observable<1> }',
    'const createTurn = () => make(1); function run() { return make(1); }',
    'const events = new Subject<1>(); const events$ = new Subject<1>();',
    'const operator = () => (source: Observable<1>) => source.pipe();',
    'const anything: any = make(1);',
    'const { events$ } = { events$: make(1) };',
  ])('allows %s', (text) => {
    expect(lint(text)).toEqual([]);
  });

  it.each([
    ['const value = make(1);', 'value'],
    ['export const events: Observable<1> = make(1);', 'events'],
    ['interface Turn { readonly events: Observable<1> }', 'events'],
    ['interface Turn { readonly events?: Observable<1> }', 'events'],
    ['const turn = { events: make(1) };', 'events'],
    ['const watch = (events: Observable<1>) => events.pipe();', 'events'],
    ['const watch = (events: Observable<1> = make(1)) => 1;', 'events'],
    ['type Watch = (events: Observable<1>) => void;', 'events'],
    ['class Turn { events = make(1); }', 'events'],
  ])('asks for a $ in %s', (text, name) => {
    expect(lint(text)).toEqual([`'${name}' holds an Observable: its name must end in '$'.`]);
  });

  it.each([
    ['const count$ = 1;', 'count$'],
    ['const run$ = () => make(1);', 'run$'],
    ['function run$() { return make(1); }', 'run$'],
    ['interface Turn { run$(): Observable<1> }', 'run$'],
    ['const watch = (count$: number) => count$;', 'count$'],
  ])('refuses the $ in %s', (text, name) => {
    expect(lint(text)).toEqual([`'${name}' holds no Observable: its name must not end in '$'.`]);
  });
});
