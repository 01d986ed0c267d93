import { expect, test } from 'vitest';
import { readEntityTag } from './read-entity-tag.ts';

function formWith(tag?: string | Blob): FormData {
  const form = new FormData();
  if (tag !== undefined) form.set('etag', tag);
  return form;
}

test('takes the tag that the page put into its form, and nothing where there is none', () => {
  expect(readEntityTag(formWith('"a1b2"'))).toBe('"a1b2"');
  expect(readEntityTag(formWith())).toBe('');
});

test.each(['"😀"', '\u0000', 'a\r\nX-Other: 1', '\u200f"a"', 'é', 'a'.repeat(201), new Blob(['a'])])(
  'answers %j, which cannot be a header, with 400 and not with a defect',
  (tag) => {
    expect(() => readEntityTag(formWith(tag))).toThrow(expect.objectContaining({ status: 400 }));
  },
);
