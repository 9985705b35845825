import { join } from 'node:path';
import { checkOperatorCases } from '../structure/rules/case-lists';
import { parseSources, readFiles } from '../structure/sources';

const root = join(__dirname, '../..');
const isTypeScript = (path: string): boolean => path.endsWith('.ts');
const lib = parseSources(readFiles(root, 'lib', isTypeScript));
const tests = parseSources(readFiles(root, 'test/operators', isTypeScript)).files;

/** It returns an `AsyncIterable`: marbles show its source, and promises what comes out. */
const streamless = ['toAsyncIterable'];

test('every exported operator is held against the shared cases', () => {
  expect(checkOperatorCases(lib, tests, streamless)).toEqual([]);
});

test('the operators are found', () => {
  const withoutTests = checkOperatorCases(lib, new Map(), []);
  expect(withoutTests.length).toBeGreaterThan(20);
  expect(withoutTests).toContain('test/operators/agent-text.test.ts: has no operatorCases() of agentText');
});
