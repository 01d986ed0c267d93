export { createKeyService, type KeyService, type KeyServicePorts } from './create-key-service.ts';
export { createKeyVerifier, type VerifyKey, type VerifyResult } from './create-key-verifier.ts';
export { keyErrorCodes, type KeyErrorCode } from './key-error-codes.ts';
export { keyPrefixes, type KeyEnvironment, type KeyRecord } from './key-record.ts';
export type { KeyReader, KeyStore } from './key-store.ts';
export type { MintedKey, MintRequest } from './mint-key.ts';
export { UseRecorder, type UseRecorderOptions } from './use-recorder.ts';
export type { CountedUse, ScopeUse, UseStore } from './use-store.ts';
