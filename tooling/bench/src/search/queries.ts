import type { SearchQuery } from '@minimart/catalog';
import { createDice, generateApp, pickEarly } from './generate-app.ts';

/** What apps may be searched by not asking for, as the API asks. */
export const traits = [
  {
    id: 'risky',
    scopes: ['subscribers:view', 'subscribers:manage', 'messages:send', 'broadcasts:send', 'tickets:manage'],
  },
  { id: 'reads people', scopes: ['subscribers:view', 'subscribers:manage'] },
  ...['messages:send', 'sub-flows:send', 'broadcasts:send', 'tickets:view', 'shop:view', 'triggers:fire'].map((id) => ({
    id,
    scopes: [id],
  })),
];

/** Words as people type them: one to three of a name, now and then only the beginning of the last. */
export function makeQueries(count: number, apps: number): string[] {
  const dice = createDice(7);
  return Array.from({ length: count }, () => {
    const { name, summary } = generateApp(Math.floor(dice() * apps)).manifest;
    const words = (dice() < 0.8 ? name : summary).replace('.', '').split(' ');
    const from = Math.floor(dice() * words.length);
    const typed = words.slice(from, from + 1 + Math.floor(dice() * 3)).join(' ');
    return dice() < 0.3 && typed.length > 5 ? typed.slice(0, -2) : typed;
  });
}

const slips = [
  (word: string, at: number) => word.slice(0, at) + word.slice(at + 1),
  (word: string, at: number) => word.slice(0, at) + word[at]! + word.slice(at),
  (word: string, at: number) =>
    word.slice(0, at) +
    word
      .slice(at, at + 2)
      .split('')
      .reverse()
      .join('') +
    word.slice(at + 2),
  (word: string, at: number) => `${word.slice(0, at)}e${word.slice(at + 1)}`,
];

/** The same with a slip in their longest word: a letter lost, doubled, swapped or another. */
export function withSlip(query: string, place: number): string {
  const dice = createDice(place + 1);
  const longest = query.split(' ').toSorted((one, other) => other.length - one.length)[0]!;
  const at = 1 + Math.floor(dice() * Math.max(1, longest.length - 2));
  return query.replace(longest, pickEarly(dice, slips)(longest, at));
}

/** A search of the first page, as the store asks for one. */
export const search = (query: string, more: Partial<SearchQuery> = {}): SearchQuery => ({
  query,
  sort: query === '' ? 'new' : 'relevance',
  limit: 24,
  traits,
  ...more,
});
