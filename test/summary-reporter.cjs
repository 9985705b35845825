const { writeSync } = require('node:fs');

/**
 * Ends a run with one plain line: `N passed, N failed`. A test file that does not load counts as a failed test.
 *
 * Jest prints its own summary after every reporter has finished, so the line is written when the process exits.
 */
module.exports = class SummaryReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    process.once('exit', () => writeSync(1, `\n${results.numPassedTests} passed, ${failed} failed\n`));
  }
};
