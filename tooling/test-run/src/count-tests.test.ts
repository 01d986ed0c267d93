import { describe, expect, it } from 'vitest';
import { countTests, toClosingLine, type JsonReport } from './count-tests.ts';

const reportOf = (change: Partial<JsonReport>): JsonReport => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...change,
});

describe('countTests', () => {
  it('counts what the report says', () => {
    const report = reportOf({ numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 });
    expect(toClosingLine(countTests(report, 1))).toBe('3 passed, 1 failed, 2 skipped');
  });

  it('says nothing of skipped tests when there are none', () => {
    expect(toClosingLine(countTests(reportOf({}), 0))).toBe('3 passed, 0 failed');
  });

  it('counts a file that does not load as a failure', () => {
    const report = reportOf({ testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults: [] }] });
    expect(countTests(report, 1).failed).toBe(1);
  });

  it('counts a failed test once, though its file failed too', () => {
    const testResults = [{ name: 'a.test.ts', status: 'failed', assertionResults: [{ status: 'failed' }] }];
    expect(countTests(reportOf({ numFailedTests: 1, testResults }), 1).failed).toBe(1);
  });

  it.each([
    ['ended with an error outside of any test', reportOf({}), 1],
    ['left no report', undefined, 0],
  ])('counts a run that %s as failed', (_what, report, exitCode) => {
    expect(countTests(report, exitCode).failed).toBe(1);
  });
});
