import { parseSources } from '../sources';
import { checkOperatorCases, checkReducerCases } from './case-lists';

const OPERATOR = `import type { Scheduler } from 'somewhere';
import type { Reducer } from '../protocol/reducer.js';
export interface Options { readonly random?: () => number; readonly ms?: number; readonly scheduler?: Scheduler }
export interface Made { readonly of: number }
export const a = (reducer: Reducer, text: string, ask?: (n: number) => string, { random }: Options = {}) => text;`;

const sources = parseSources({
  'lib/index.ts': "export { a, type Made } from './operators/a.js';\nexport { b } from './view/b.js';",
  'lib/operators/a.ts': OPERATOR,
  'lib/operators/inner.ts': 'export const inner = (reducer: () => void) => reducer;',
  'lib/protocol/reducer.ts': 'export type Reducer = (n: number) => number;',
  'lib/view/b.ts': 'export const b = (callback: () => void) => callback;',
});

const check = (test: string, streamless: string[] = [], path = 'test/operators/a.test.ts') =>
  checkOperatorCases(sources, parseSources({ [path]: test }).files, streamless);

const callbacks = '{ reducer: {}, ask: {}, random: {} }';

describe('checkOperatorCases', () => {
  it.each([
    `operatorCases({ operator: a, throwing: ${callbacks} });`,
    `describe('a', () => { operatorCases<A, B>({ operator: () => a(1), throwing: ${callbacks} }); });`,
  ])('allows %s', (test) => {
    expect(check(test)).toEqual([]);
  });

  it.each([
    ['', 'no cases'],
    ["describe('a', () => undefined);", 'no cases'],
    ['operatorCases({ operator: () => other(1) });', 'the cases of another'],
    [`describe.skip('a', () => { operatorCases({ operator: a, throwing: ${callbacks} }); });`, 'skipped'],
    ['// operatorCases({ operator: a });', 'a comment'],
    ['everyCase({});', 'cases of its own, but not listed'],
  ])('refuses %s: %s', (test) => {
    expect(check(test)).toEqual(['test/operators/a.test.ts: has no operatorCases() of a']);
  });

  it('refuses a test that is somewhere else', () => {
    const test = `operatorCases({ operator: a, throwing: ${callbacks} });`;
    expect(check(test, [], 'test/a.test.ts')).toHaveLength(1);
  });

  it('wants a case for each callback, and none for what is none', () => {
    expect(check('operatorCases({ operator: a, throwing: { ask: {}, text: {} } });')).toEqual([
      'test/operators/a.test.ts: has no case of a whose reducer throws',
      'test/operators/a.test.ts: has no case of a whose random throws',
      'test/operators/a.test.ts: text is no callback of a',
    ]);
    expect(check('operatorCases({ operator: a });')).toHaveLength(3);
  });

  it('wants cases of its own of what has no stream', () => {
    expect(check('it.each(everyCase({}))();', ['a'])).toEqual([]);
    expect(check('operatorCases({ operator: a });', ['a'])).toEqual([
      'test/operators/a.test.ts: has no everyCase()',
    ]);
    expect(check('it.each(everyCase({}))();', ['a', 'gone'])).toEqual([
      'gone: listed as without a stream, but not exported',
    ]);
  });
});

describe('checkReducerCases', () => {
  const lib = parseSources({
    'lib/view/reduce-a.ts': 'export const a = 1;',
    'lib/view/b.ts': 'export const b = 1;',
  });

  it('wants the shared properties of every reducer', () => {
    const tested = parseSources({ 'test/view/reduce-a.test.ts': 'reducerCases({});' });
    expect(checkReducerCases(lib, tested.files)).toEqual([]);
    expect(checkReducerCases(lib, new Map())).toEqual(['test/view/reduce-a.test.ts: has no reducerCases()']);
  });
});
