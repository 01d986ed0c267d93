import type { KeyRefusal } from './refuse-with-problem.ts';

/** A refusal, and the challenge that its `WWW-Authenticate` header carries (RFC 6750, section 3). */
export interface Denial extends KeyRefusal {
  challenge: string;
}

/** No Authorization header at all: a challenge without an error code, as RFC 6750 asks. */
export const keyMissing: Denial = {
  status: 401,
  code: 'key_missing',
  detail: 'This call needs an API key: Authorization: Bearer <key>.',
  extra: {},
  challenge: 'Bearer',
};

/** The one answer for a key that is malformed, unknown, revoked or expired. */
export const keyInvalid: Denial = {
  status: 401,
  code: 'key_invalid',
  detail: 'The API key is not valid, or no longer.',
  extra: {},
  challenge: 'Bearer error="invalid_token"',
};

// The scope-token of RFC 6750, section 3: what may stand between the quotes of the header.
const quotable = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** A good key without the scope `needed`; `granted` are the scopes that it holds. */
export function scopeMissing(needed: string, granted: readonly string[]): Denial {
  return {
    status: 403,
    code: 'scope_missing',
    detail: `This call needs the scope ${needed}, which the API key does not have.`,
    extra: { needed, granted: [...granted] },
    challenge: `Bearer error="insufficient_scope"${quotable.test(needed) ? `, scope="${needed}"` : ''}`,
  };
}
