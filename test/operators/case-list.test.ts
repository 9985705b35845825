import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Exports of the operators' folder that are no operators. */
const noOperators: Readonly<Record<string, string>> = {
  'to-async-iterable':
    'ends in a loop and not in an Observable; its test has the same cases in its own words',
};

/** The files that the main entry exports a value from. */
const exported = [
  ...read('lib/index.ts').matchAll(/^export \{([^}]*)\} from '\.\/operators\/([\w-]+)\.js';/gm),
]
  .filter(([, names = '']) => names.split(',').some((name) => /^\s*[a-z]/.test(name.replace('type ', 'T'))))
  .map(([, , file = '']) => file);

const runsCases = (file: string): boolean =>
  /^ {2}operatorCases[<(]/m.test(read(`test/operators/${file}.test.ts`));

test('every exported operator is held against the list of cases that all share', () => {
  expect(exported.length).toBeGreaterThan(20);
  const without = exported.filter((file) => !runsCases(file));
  expect(without).toEqual(Object.keys(noOperators));
});

test('what takes a function of the user says what happens when that throws', () => {
  const taking = exported.filter((file) =>
    /=> (ObservableInput|Decision|unknown|S)\b|EventReducer</.test(read(`lib/operators/${file}.ts`)),
  );
  expect(taking).toEqual(expect.arrayContaining(['ask-person', 'decide-by', 'reduce-events']));
  expect(taking.filter((file) => !read(`test/operators/${file}.test.ts`).includes('throw'))).toEqual([]);
});
