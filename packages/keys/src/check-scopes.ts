import { Refusal } from '@minimart/problem';
import type { KeyErrorCode } from './key-error-codes.ts';

const scopeId = /^[a-z][a-z0-9-]{0,63}:[a-z][a-z0-9-]{0,63}$/;

/** The scopes once each, in their order; refuses `invalid_scope` for anything but `<resource>:<verb>`, so no pattern such as `*` is ever stored. */
export function checkScopes(scopes: readonly string[]): string[] {
  scopes.forEach((scope, index) => {
    if (typeof scope === 'string' && scopeId.test(scope)) return;
    throw new Refusal<KeyErrorCode>({
      code: 'invalid_scope',
      detail: `A scope is written <resource>:<verb>, such as flow-tags:view; ${JSON.stringify(scope)} is not.`,
      errors: [{ path: `scopes[${index}]`, message: 'Write <resource>:<verb>.' }],
    });
  });
  return [...new Set(scopes)];
}
