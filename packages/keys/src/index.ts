export { BadKeyLimiter, type CheckedSending, type SentKey } from './bad-key-limiter.ts';
export { CachedKeyVerifier, longestStaleMs, type CachedKeyVerifierOptions } from './cached-key-verifier.ts';
export { createKeyService, type KeyService, type KeyServicePorts } from './create-key-service.ts';
export { createKeyVerifier } from './create-key-verifier.ts';
export { FallbackRateLimiter, type FallbackRateLimiterOptions } from './fallback-rate-limiter.ts';
export { findKeys, keyPattern, redactKeys } from './find-keys.ts';
export { keyEvents, type KeyActor, type KeyAuditEntry, type KeyEvent, type NewKeyAuditEntry } from './key-audit.ts';
export { keyErrorCodes, type KeyErrorCode } from './key-error-codes.ts';
export { keyPrefixes, type CheckedKey, type KeyEnvironment, type KeyRecord } from './key-record.ts';
export type { FoundKey, KeyPage, KeyReader, KeyStore } from './key-store.ts';
export { LocalRateLimiter, type LocalRateLimiterOptions } from './local-rate-limiter.ts';
export type { MintedKey, MintRequest } from './mint-key.ts';
export type { LimitDecision, RateLimit, RateLimiter } from './rate-limit.ts';
export { RefusalRecorder, type RefusalRecorderOptions, type RefusedUse } from './refusal-recorder.ts';
export { neighbourhoodOf, parseAddress } from './networks.ts';
export { rotationOverlap, type RotateRequest } from './rotate-key.ts';
export { createScopeUniverse, plainScopes, type ScopeSet, type ScopeUniverse } from './scope-set.ts';
export { UseRecorder, type UseRecorderOptions } from './use-recorder.ts';
export type { CountedUse, GroupUse, ScopeUse, UseStore } from './use-store.ts';
export {
  KeyCheckFailed,
  type BadKeyReason,
  type KeyVerifier,
  type VerifyKey,
  type VerifyResult,
} from './verify-result.ts';
