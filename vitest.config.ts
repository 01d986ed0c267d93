import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: './tooling/test-run/src/global-setup.ts',
    include: ['{packages,apps,tooling,examples}/*/src/**/*.test.ts'],
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
