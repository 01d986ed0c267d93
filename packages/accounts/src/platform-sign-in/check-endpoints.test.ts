import { expect, test } from 'vitest';
import { endpointFault, isSafeAddress } from './check-endpoints.ts';

test.each([
  ['https://id.example.com', true, true],
  ['http://127.0.0.1:4400', false, true],
  ['http://localhost:4400', false, true],
  ['http://[::1]:4400', false, true],
  ['http://127.0.0.1.evil.example', false, false],
  ['http://169.254.169.254/', false, false],
  ['http://id.example.com', false, false],
  ['https://user:password@id.example.com', false, false],
  ['file:///etc/passwd', false, false],
  ['javascript:alert(1)', false, false],
  ['id.example.com', false, false],
])('%s is safe: %s, and on this machine: %s', (address, isSafe, isSafeHere) => {
  expect([false, true].map((isLoopbackFine) => isSafeAddress(address, { isLoopbackFine }))).toEqual([
    isSafe,
    isSafeHere,
  ]);
});

test('every place that a discovery document names is looked at', () => {
  const issuer = 'https://id.example.com';
  const document = { authorization_endpoint: `${issuer}/a`, token_endpoint: `${issuer}/t`, jwks_uri: `${issuer}/k` };
  expect(endpointFault(document, issuer)).toBeUndefined();
  for (const name of [
    'authorization_endpoint',
    'token_endpoint',
    'jwks_uri',
    'userinfo_endpoint',
    'end_session_endpoint',
  ])
    for (const address of ['http://127.0.0.1/', 'http://id.example.com/', 7])
      expect(endpointFault({ ...document, [name]: address }, issuer), name).toContain(name);
  const { jwks_uri: _, ...keyless } = document;
  expect(endpointFault(keyless, issuer)).toBe('The discovery document has no jwks_uri.');
});
