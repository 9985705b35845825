import { TestScheduler, type RunHelpers } from 'rxjs/testing';

/** Runs a marble test in virtual time; what is expected is compared by value. */
export const marbles = (run: (helpers: RunHelpers) => void): void =>
  new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(run);
