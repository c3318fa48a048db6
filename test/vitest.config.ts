import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const shared = { root, resolve: { alias: { '@': root.replace(/\/$/, '') } } };

/** Decisions (unit), real servers (integration), real browsers (e2e), the same at length (soak). None of them retries. */
export default defineConfig({
  ...shared,
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}', 'test/architecture.test.ts'],
          // No unit test waits for a clock; a busy machine may still take its time over 10,000 cases.
          testTimeout: 60_000,
          env: { BROWSER: 'chrome', CHROME: 'true', MANIFEST_VERSION: '3' },
        },
      },
      {
        ...shared,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          // Most of them wait for phones and networks: two at a time leave the machine time to spare.
          maxWorkers: 2,
          // Only a guard against what never ends: what a test waits for has a limit of its own.
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'soak',
          include: ['test/soak/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 3_600_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
