import type { FoundKey } from './key-store.ts';
import type { ScopeUniverse } from './scope-set.ts';
import type { VerifyResult } from './verify-result.ts';

/** What a key that was looked up is worth at this moment by the store's clock. */
export function judgeKey(found: FoundKey | undefined, universe: ScopeUniverse): VerifyResult {
  if (found === undefined) return { ok: false, reason: 'unknown' };
  const { key, isRevoked, isDisabled, isSuspended, endsInMs } = found;
  // Not compared with a clock: a revocation stamped by a machine whose clock is ahead counts all the same.
  if (isRevoked) return { ok: false, reason: 'revoked', key };
  if (endsInMs !== null && endsInMs <= 0) return { ok: false, reason: 'expired', key };
  if (isDisabled) return { ok: false, reason: 'disabled', key };
  if (isSuspended) return { ok: false, reason: 'suspended', key };
  return { ok: true, key, scopes: universe.setOf(key.scopes) };
}
