import { describe, expect, it } from 'vitest';
import { countResults } from '../../setup/test-count.ts';

const report = (fields: object) =>
  JSON.stringify({ numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, ...fields });

describe('the count at the end of a test run', () => {
  it('tells passed, failed and skipped tests', () => {
    expect(countResults(report({ numFailedTests: 2 }), false)).toEqual({ passed: 3, failed: 2, skipped: 1 });
  });

  it('counts a file that could not be read as a failure', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(countResults(report({ testResults }), false).failed).toBe(1);
  });

  it('counts a bad exit without a failed test as a failure', () => {
    expect(countResults(report({}), false).failed).toBe(1);
    expect(countResults('', false).failed).toBe(1);
  });

  it('counts nothing for a project without tests', () => {
    expect(countResults('', true)).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});
