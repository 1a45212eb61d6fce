import { existsSync, readFileSync, rmSync } from 'node:fs';

/** Counts of tests: `{passed, failed}`. */
export const noTests = { passed: 0, failed: 0 };

/** The sum of two tallies. */
export function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}

/** A run that ended badly without naming a failed test (an unhandled rejection, no report) counts as one failure. */
export function withExitCode(tally, code) {
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** Counts of vitest's JSON report. A file that fails outside its tests counts as one failure. */
export function tallyVitest(result) {
  const brokenFiles = result.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: result.numPassedTests, failed: result.numFailedTests + brokenFiles.length };
}

/** Counts of Playwright's JSON report. A test that passed only when repeated has failed. */
export function tallyPlaywright({ stats, errors }) {
  const failed = stats.unexpected + stats.flaky + stats.skipped;
  return { passed: stats.expected, failed: failed === 0 && errors.length > 0 ? 1 : failed };
}

/** Reads a report that a run just wrote; without one there is nothing to count. */
export function readTally(file, tally) {
  return existsSync(file) ? tally(JSON.parse(readFileSync(file, 'utf8'))) : noTests;
}

/** Removes the report of an earlier run. */
export function forgetReport(file) {
  rmSync(file, { force: true });
}
