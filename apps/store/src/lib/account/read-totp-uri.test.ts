import { expect, test } from 'vitest';
import { readTotpUri } from './read-totp-uri.ts';

test('shows the secret as one types it', () => {
  const uri = 'otpauth://totp/Minimart:a%40b.example?secret=GEZDGNBVGY3TQOJQGE&issuer=Minimart';
  expect(readTotpUri(uri)).toEqual({ uri, secret: 'GEZD GNBV GY3T QOJQ GE' });
});

test.each([
  '',
  'javascript:alert(1)',
  'otpauth://totp/x',
  'otpauth://totp/x?secret=<b>',
  'https://x.example?secret=AAAA',
])('%j is none', (uri) => expect(readTotpUri(uri)).toBeUndefined());
