export { createMemoryKeyStore } from './create-memory-key-store.ts';
export { describeKeyStore, type OpenKeyStore } from './describe-key-store.ts';
