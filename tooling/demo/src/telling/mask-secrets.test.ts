import { expect, it } from 'vitest';
import { maskSecrets } from './mask-secrets.ts';

const key = 'mm_live_abcdEFGHijklMNOPqrstUVWXyz0123456789wxYZ';

it('leaves the start and the last four of a key, wherever it stands', () => {
  expect(maskSecrets(`{"key":"${key}"} and ${key}.`)).toBe('{"key":"mm_live_abcd…wxYZ"} and mm_live_abcd…wxYZ.');
});

it('shows nothing of a signing secret, and leaves what is shortened already', () => {
  expect(maskSecrets('whsec_QUJDREVGR0hJSktMTU5PUA==')).toBe('whsec_…');
  expect(maskSecrets('mm_live_abcd…wxYZ app_0123456789abcdefghij')).toBe('mm_live_abcd…wxYZ app_0123456789abcdefghij');
});
