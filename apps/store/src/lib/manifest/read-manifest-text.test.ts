import { expect, test } from 'vitest';
import { readManifestText } from './read-manifest-text.ts';

const form = (fields: Record<string, string | File>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};
const file = (bytes: BlobPart) => new File([bytes], 'manifest.yaml');

test('a file comes before what was pasted', async () => {
  expect(await readManifestText(form({ file: file('name: a'), text: 'name: b' }))).toEqual({ text: 'name: a' });
  expect(await readManifestText(form({ file: file(''), text: 'name: b' }))).toEqual({ text: 'name: b' });
});

test.each([
  ['nothing', { text: ' ' }, /Choose a file/],
  ['a picture', { file: file(new Uint8Array([0x89, 0x50, 0xff, 0xfe])) }, /no text/],
  ['a program', { file: file('a\0b') }, /no text/],
  ['a file that is too large', { file: file('a'.repeat(256 * 1024 + 1)) }, /256 KiB/],
])('%s is refused in words', async (_, fields, words) => {
  expect((await readManifestText(form(fields))).wrong).toMatch(words);
});
