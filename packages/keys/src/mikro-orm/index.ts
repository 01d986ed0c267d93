export { createKeyStore } from './create-key-store.ts';
export { createPreparedKeyReader } from './create-prepared-key-reader.ts';
export { createSharedRateLimiter, forgetFullLimits } from './create-shared-rate-limiter.ts';
export { createUseStore } from './create-use-store.ts';
export { KeyChangeListener, type KeyChangeListenerOptions } from './key-change-listener.ts';
export { keysTables } from './keys-tables.ts';
