import type { SearchQuery, SearchResult } from '@minimart/catalog';
import { search } from './queries.ts';

type Run = (query: SearchQuery) => Promise<SearchResult>;

const unknown = Array.from('abcdefghijkl', (letter) => `${letter}qqqqqqqqq${letter}`).join(' ');
const common = 'orders with step line code of slack mailchimp reminds keeps in when';

/** Searches that cost more than most: by words that most apps have, by many words, by none that any app has, and far down the list. */
export function hostileSearches(run: Run): Record<string, () => Promise<unknown>> {
  const far = lazily(() => cursorOf(run, 50));
  return {
    'a word that most apps have': () => run(search('slack')),
    'a word that most apps have, the newest first': () => run(search('slack', { sort: 'new' })),
    'a word that most apps have, in a small category': () => run(search('slack', { category: 'other' })),
    'a word that most apps have, without anything above low risk': () => run(search('slack', { without: ['risky'] })),
    'a word that most apps have, with a free plan and in German': () =>
      run(search('slack', { price: 'free-plan', language: 'de' })),
    'a word that most apps have, page 50': async () => run(search('slack', { cursor: await far() })),
    'a word that most descriptions have, and few names': () => run(search('with')),
    'one letter': () => run(search('s')),
    'two letters': () => run(search('sa')),
    'beginnings of three words that many apps have': () => run(search('con sho ord')),
    'twelve words of two letters': () => run(search('sl ma sh hu za no ai st ca tr as sa')),
    'twelve words that many apps have': () => run(search(common)),
    'twelve words that no app has': () => run(search(unknown)),
    'three words with typing errors': () => run(search('slcak mialchimp shpoify')),
    'words of another script': () => run(search('日本語の予約')),
  };
}

async function cursorOf(run: Run, pages: number): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let page = 1; page < pages; page += 1) cursor = (await run(search('slack', { cursor }))).nextCursor ?? undefined;
  return cursor;
}

function lazily<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}
