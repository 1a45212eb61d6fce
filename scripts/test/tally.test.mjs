import { expect, test } from 'vitest';
import { add, readTally, tallyPlaywright, tallyVitest, withExitCode } from './tally.mjs';

const file = (status, ...tests) => ({ status, assertionResults: tests.map((each) => ({ status: each })) });

test('vitest: a file that fails outside its tests counts as a failure, one with failed tests not twice', () => {
  const testResults = [
    file('passed', 'passed'),
    file('failed', 'passed'),
    file('failed', 'failed'),
    file('failed'),
  ];
  expect(tallyVitest({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({
    passed: 2,
    failed: 3,
  });
});

test('Playwright: flaky and skipped tests have failed, and so has a run that broke before its tests', () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 1 };
  expect(tallyPlaywright({ stats, errors: [] })).toEqual({ passed: 3, failed: 3 });
  const none = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  expect(tallyPlaywright({ stats: none, errors: [{}] })).toEqual({ passed: 0, failed: 1 });
});

test('a run that ends badly is never counted as without failure', () => {
  expect(withExitCode({ passed: 5, failed: 0 }, 1)).toEqual({ passed: 5, failed: 1 });
  expect(withExitCode({ passed: 5, failed: 2 }, 1)).toEqual({ passed: 5, failed: 2 });
  expect(withExitCode(readTally('/nowhere/report.json', tallyVitest), 1)).toEqual({ passed: 0, failed: 1 });
});

test('tallies add up', () => {
  expect(add({ passed: 1, failed: 2 }, { passed: 3, failed: 4 })).toEqual({ passed: 4, failed: 6 });
});
