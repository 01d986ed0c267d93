import type { BadKeyReason } from '../verify-result.ts';
import type { KeyRefusal } from './refuse-with-problem.ts';

/** A refusal, the headers that go with it, and why it was made, in words for the operator alone. */
export interface Denial extends KeyRefusal {
  headers: Record<string, string>;
  reason: BadKeyReason | 'missing' | 'environment' | 'network' | 'rate' | 'throttled' | 'unavailable' | 'scope';
}

/** No Authorization header at all: a challenge without an error code, as RFC 6750 asks (section 3). */
export const keyMissing: Denial = {
  status: 401,
  code: 'key_missing',
  detail: 'This call needs an API key: Authorization: Bearer <key>.',
  extra: {},
  headers: { 'WWW-Authenticate': 'Bearer' },
  reason: 'missing',
};

/** The one answer for a key that is malformed, unknown, revoked, disabled, expired or of the wrong environment. */
export function keyInvalid(reason: Denial['reason']): Denial {
  return {
    status: 401,
    code: 'key_invalid',
    detail: 'The API key is not valid, or no longer.',
    extra: {},
    headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
    reason,
  };
}

/** A key that is stopped from outside: it is no secret to whoever has it, and they can do nothing but wait. */
export const keySuspended: Denial = {
  status: 403,
  code: 'key_suspended',
  detail:
    'The app that this API key is for is suspended by those who run the store. The key works again when that is lifted.',
  extra: {},
  headers: {},
  reason: 'suspended',
};

/** A good key, used from outside of its networks. */
export function networkNotAllowed(address: string | undefined): Denial {
  return {
    status: 403,
    code: 'network_not_allowed',
    detail: `The API key may not be used from ${address ?? 'this address'}. The owner of the workspace says from where it may.`,
    extra: {},
    headers: { 'WWW-Authenticate': 'Bearer error="insufficient_scope"' },
    reason: 'network',
  };
}

/** A good key that called too often. */
export function rateLimited(retryInMs: number): Denial {
  return tooMany(retryInMs, {
    code: 'rate_limited',
    reason: 'rate',
    tell: (seconds) => `The API key made too many calls. Try again in ${seconds} s.`,
  });
}

/** An address that sent too many bad keys. */
export function tooManyBadKeys(retryInMs: number): Denial {
  return tooMany(retryInMs, {
    code: 'too_many_bad_keys',
    reason: 'throttled',
    tell: (seconds) =>
      `Too many keys that are not valid came from your network. Try again in ${seconds} s, with a valid one.`,
  });
}

type TooMany = Pick<Denial, 'code' | 'reason'> & { tell: (seconds: number) => string };

function tooMany(retryInMs: number, { tell, ...what }: TooMany): Denial {
  const seconds = Math.max(1, Math.ceil(retryInMs / 1000));
  return { ...what, status: 429, detail: tell(seconds), extra: {}, headers: { 'Retry-After': String(seconds) } };
}

/** The store could not be asked: the key is neither good nor bad. */
export const keyCheckUnavailable: Denial = {
  status: 503,
  code: 'key_check_unavailable',
  detail: 'The API key cannot be checked at the moment. Try again in a few seconds.',
  extra: {},
  headers: { 'Retry-After': '2' },
  reason: 'unavailable',
};

// The scope-token of RFC 6750, section 3: what may stand between the quotes of the header.
const quotable = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** A good key without the scope `needed`; `granted` are the scopes that it holds. */
export function scopeMissing(needed: string, granted: readonly string[]): Denial {
  const scope = quotable.test(needed) ? `, scope="${needed}"` : '';
  return {
    status: 403,
    code: 'scope_missing',
    detail: `This call needs the scope ${needed}, which the API key does not have.`,
    extra: { needed, granted: [...granted] },
    headers: { 'WWW-Authenticate': `Bearer error="insufficient_scope"${scope}` },
    reason: 'scope',
  };
}
