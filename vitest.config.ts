import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          globalSetup: './tooling/test-run/src/global-setup.ts',
          include: ['{packages,apps,tooling,examples}/*/src/**/*.test.ts'],
          // Many tests start real processes and databases; on a busy machine that takes its time, and no test proves anything by being fast.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        test: {
          // A real browser on a really started system, which builds the store first; alone on the machine, after all others.
          name: 'journeys',
          globalSetup: './apps/store/journeys/global-setup.ts',
          include: ['apps/*/journeys/**/*.test.ts'],
          fileParallelism: false,
          // Some journeys go over every page; on a busy machine five times as slow as usual they get to the end, too.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // As long as `shown` waits: a page of a busy machine is right, only late.
          expect: { poll: { timeout: 30_000 } },
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
