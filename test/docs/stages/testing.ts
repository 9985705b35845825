import { deepStrictEqual } from 'node:assert/strict';
import { print } from '../support/page-runtime';

/** As much of a test framework as the page uses; each expectation that holds is printed. */
export const expect = (actual: unknown): { toEqual(expected: unknown): void } => ({
  toEqual: (expected) => {
    deepStrictEqual(actual, expected);
    print(JSON.stringify(expected));
  },
});
