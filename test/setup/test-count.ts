export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What Vitest's JSON report says, as far as it is counted here. */
interface Report {
  readonly numPassedTests?: number;
  readonly numFailedTests?: number;
  readonly numPendingTests?: number;
  readonly testResults?: readonly { status: string; assertionResults: readonly unknown[] }[];
}

/**
 * Counts a run from its JSON report. A file that could not even be read, an unhandled error, or a run that gave no
 * report count as a failure, so that nothing is green by being absent.
 */
export function countResults(report: string, exitedFine: boolean): Count {
  if (report.trim() === '') return { passed: 0, failed: exitedFine ? 0 : 1, skipped: 0 };
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    numPendingTests = 0,
    testResults = [],
  } = JSON.parse(report) as Report;
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = numFailedTests + broken;
  return {
    passed: numPassedTests,
    failed: failed === 0 && !exitedFine ? 1 : failed,
    skipped: numPendingTests,
  };
}
