import { defineConfig } from 'vitest/config';

// The tests that need no database: Stryker runs them once for each mutant.
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: [
      'packages/keys/src/*.test.ts',
      'packages/keys/src/express/*.test.ts',
      'packages/keys/src/testing/*.test.ts',
      'packages/tokens/src/*.test.ts',
    ],
    exclude: ['**/readme.test.ts'],
    // The comparisons of times in `oracles.test.ts` run long on a machine that does other things besides.
    testTimeout: 60_000,
  },
});
