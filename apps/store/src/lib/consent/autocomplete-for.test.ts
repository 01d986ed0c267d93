import { expect, test } from 'vitest';
import { autocompleteFor } from './autocomplete-for.ts';

test.each([
  [{ name: 'crm_token', secret: true }, 'off'],
  [{ name: 'email_password', secret: true }, 'off'],
  [{ name: 'contact_email', secret: false }, 'email'],
  [{ name: 'shop-url', secret: false }, 'url'],
  [{ name: 'phone', secret: false }, 'tel'],
  [{ name: 'otp', secret: true }, 'one-time-code'],
  [{ name: 'list_id', secret: false }, 'off'],
] as const)('%j is filled in as %s', (input, token) => {
  expect(autocompleteFor(input)).toBe(token);
});
