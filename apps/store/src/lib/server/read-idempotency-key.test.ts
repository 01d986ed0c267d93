import { expect, test } from 'vitest';
import { readIdempotencyKey } from './read-idempotency-key.ts';

function formWith(key: string | Blob | undefined): FormData {
  const form = new FormData();
  if (key !== undefined) form.set('idempotencyKey', key);
  return form;
}

test('takes the key that the page put into its form', () => {
  expect(readIdempotencyKey(formWith('d3fa04d1-664c-4265-b829-0'))).toBe('d3fa04d1-664c-4265-b829-0');
});

test.each([undefined, '', 'ключ', 'a b', 'a\r\nX-Other: 1', 'a'.repeat(201), new Blob(['a'])])(
  'answers %j, which cannot be a header, with 400 and not with a defect',
  (key) => {
    expect(() => readIdempotencyKey(formWith(key))).toThrow(expect.objectContaining({ status: 400 }));
  },
);
