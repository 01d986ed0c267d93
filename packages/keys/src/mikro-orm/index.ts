export { createKeyStore } from './create-key-store.ts';
export { createPreparedKeyReader } from './create-prepared-key-reader.ts';
export { keysTables } from './keys-tables.ts';
export { createUseStore } from './create-use-store.ts';
