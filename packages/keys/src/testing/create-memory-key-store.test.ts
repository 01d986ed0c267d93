import { createMemoryKeyStore, describeKeyStore } from './index.ts';

describeKeyStore('memory', async () => {
  const store = createMemoryKeyStore();
  return { view: () => store, [Symbol.asyncDispose]: async () => {} };
});
