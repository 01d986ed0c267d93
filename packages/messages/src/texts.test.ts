import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const folder = new URL('../texts/', import.meta.url);

/** A text, or its variants, as the files hold them. */
type Texts = Record<string, unknown>;

async function read(locale: string): Promise<Map<string, Texts>> {
  const names = await readdir(new URL(`${locale}/`, folder));
  const files = names.map(
    async (name) => [name, JSON.parse(await readFile(new URL(`${locale}/${name}`, folder), 'utf8')) as Texts] as const,
  );
  return new Map(await Promise.all(files));
}

/** The names in braces, however often: `{count}`. */
const placesOf = (text: unknown) => [...new Set(JSON.stringify(text).match(/\{\w+\}/g))].sort();
const settings = JSON.parse(await readFile(new URL('../project.inlang/settings.json', import.meta.url), 'utf8')) as {
  'plugin.inlang.messageFormat': { pathPattern: string[] };
};
const [english, german] = await Promise.all([read('en'), read('de')]);

test('every file of texts is compiled, and each text is in the file of its part', () => {
  const compiled = settings['plugin.inlang.messageFormat'].pathPattern.map((path) => path.split('/').at(-1));
  expect([...english.keys()].sort()).toEqual(compiled.toSorted());
  for (const [name, texts] of english)
    for (const key of Object.keys(texts)) expect(key.startsWith(`${name.replace('.json', '')}_`), key).toBe(true);
});

test('each text is there in both languages, with the same places for values', () => {
  for (const [name, texts] of english) {
    expect(Object.keys(german.get(name) ?? {}), name).toEqual(Object.keys(texts));
    for (const [key, text] of Object.entries(texts))
      expect(placesOf(german.get(name)![key]), key).toEqual(placesOf(text));
  }
});
