import { afterEach, expect, test, vi } from 'vitest';
import { totpCode } from './totp-code.ts';

afterEach(() => void vi.useRealTimers());

// The last six digits of the SHA-1 vectors of RFC 6238, appendix B; the secret is "12345678901234567890".
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [20_000_000_000, '353130'],
])('shows at %i s what RFC 6238 says', (seconds, code) => {
  vi.useFakeTimers({ now: seconds * 1000 });
  expect(totpCode('otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')).toBe(code);
});
