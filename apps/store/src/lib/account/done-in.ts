/** What the address says was just done, in the words of the page; undefined for anything that it has no words for. */
export function doneIn(url: URL, words: Readonly<Record<string, () => string>>): string | undefined {
  const done = url.searchParams.get('done');
  return done !== null && Object.hasOwn(words, done) ? words[done]!() : undefined;
}
