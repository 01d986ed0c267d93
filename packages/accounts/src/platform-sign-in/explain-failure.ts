import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { UnreachableError } from './create-bounded-fetch.ts';
import type { PlatformFailure, PlatformFailureReason } from './platform-failure.ts';

// RFC 6749, 4.1.2.1 and 5.2; OpenID Connect Core 1.0, 3.1.2.6. What is not here is something that those who run the store have to mend.
const reasonOf: Readonly<Record<string, PlatformFailureReason>> = {
  access_denied: 'cancelled',
  login_required: 'cancelled',
  interaction_required: 'cancelled',
  consent_required: 'cancelled',
  account_selection_required: 'cancelled',
  temporarily_unavailable: 'unreachable',
  server_error: 'unreachable',
  invalid_grant: 'expired',
};

/** What an error of `openid-client` means to whoever signs in; throws anything that is none of them, which is a defect. */
export function explainFailure(error: unknown, phase: 'discovery' | 'exchange'): PlatformFailure {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    const isTheirs = error instanceof ResponseBodyError && error.status >= 500;
    const said = `${error.error}: ${String(error.error_description ?? 'no description').slice(0, 200)}`;
    return failure(
      isTheirs ? 'unreachable' : (reasonOf[error.error] ?? 'misconfigured'),
      `The platform answered ${said}`,
    );
  }
  if (error instanceof WWWAuthenticateChallengeError)
    return failure('misconfigured', `The platform refused the client or its token with status ${error.status}.`);
  if (!(error instanceof ClientError)) throw error;
  const { cause, code, message } = error;
  if (cause instanceof UnreachableError) return failure('unreachable', cause.message);
  if (cause instanceof Response)
    return failure(
      cause.status >= 500 ? 'unreachable' : 'misconfigured',
      `The platform answered with status ${cause.status}.`,
    );
  // The messages of the library name what was compared, and the values are in their causes, which are left out.
  const reason = phase === 'discovery' ? 'misconfigured' : 'untrusted';
  return failure(reason, [message, code, cause instanceof Error && cause.message].filter(Boolean).join('; '));
}

function failure(reason: PlatformFailureReason, detail: string): PlatformFailure {
  return { ok: false, reason, detail };
}
