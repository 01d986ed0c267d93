import { passkey } from '@better-auth/passkey';
import { APIError } from 'better-auth/api';

/**
 * Passkeys (WebAuthn), bound to the host of the public origin. The device must have asked who is there (user verification), at each sign-in and when one is
 * added: so a passkey is two factors by itself, and a second step after it would ask for nothing new.
 */
export function passkeyPlugin(baseUrl: string): ReturnType<typeof passkey> {
  return passkey({
    rpID: new URL(baseUrl).hostname,
    rpName: 'Minimart',
    origin: baseUrl,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: {
      afterVerification: async ({ verification }) => assertVerified(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: async ({ verification }) => assertVerified(verification.authenticationInfo.userVerified),
    },
    advanced: { webAuthnChallengeCookie: 'passkey' },
  });
}

function assertVerified(isVerified: boolean | undefined): void {
  if (isVerified === true) return;
  throw new APIError('UNAUTHORIZED', {
    code: 'USER_NOT_VERIFIED',
    message: 'Let the device ask who you are: by PIN, finger or face.',
  });
}
