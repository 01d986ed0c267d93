/** Mutation testing of the pure core of keys: what decides, without a database. `pnpm mutate` */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'packages/keys/vitest.mutation.config.ts' },
  mutate: [
    'packages/keys/src/{bad-key-limiter,cached-key-verifier,check-scopes,create-key-service,create-key-verifier,fallback-rate-limiter,find-keys,judge-key,local-rate-limiter,mint-key,networks,rate-limit,rotate-key,scope-set}.ts',
    'packages/keys/src/express/{read-bearer,require-key,refuse-leaked-keys}.ts',
    'packages/tokens/src/{parse-token,token-format,mint-token,describe-token}.ts',
  ],
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: 'node_modules/.cache/stryker/mutation.json' },
  tempDirName: 'node_modules/.cache/stryker/sandbox',
  inPlace: true,
  concurrency: 2,
  timeoutMS: 10_000,
  ignoreStatic: true,
  allowEmpty: false,
};
