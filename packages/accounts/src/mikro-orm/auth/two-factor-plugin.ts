import { twoFactor } from 'better-auth/plugins';

/**
 * A second step after the password: codes by time (RFC 6238: six digits, 30 s), and ten backup codes, each good once. Secret and codes are encrypted with the
 * secret of sign-in. A challenge takes five tries within ten minutes; ten that fail in a row, over all challenges, lock an account's second step for a quarter of an hour.
 */
export function twoFactorPlugin(): ReturnType<typeof twoFactor> {
  return twoFactor({
    issuer: 'Minimart',
    twoFactorCookieMaxAge: 600,
    accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 },
    backupCodeOptions: { amount: 10, length: 10, storeBackupCodes: 'encrypted' },
  });
}
