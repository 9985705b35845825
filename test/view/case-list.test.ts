import { join } from 'node:path';
import { checkReducerCases } from '../structure/rules/case-lists';
import { parseSources, readFiles } from '../structure/sources';

const root = join(__dirname, '../..');
const isTypeScript = (path: string): boolean => path.endsWith('.ts');
const lib = parseSources(readFiles(root, 'lib/view', isTypeScript));

test('every reducer is held against the shared properties', () => {
  const tests = parseSources(readFiles(root, 'test/view', isTypeScript)).files;
  expect(checkReducerCases(lib, tests)).toEqual([]);
});

test('the reducers are found', () => {
  expect(checkReducerCases(lib, new Map()).map((fault) => fault.split(':')[0])).toEqual([
    'test/view/reduce-connection.test.ts',
    'test/view/reduce-items.test.ts',
    'test/view/reduce-thread.test.ts',
    'test/view/reduce-turn.test.ts',
  ]);
});
