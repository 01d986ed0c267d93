import { manifestSchema } from '@minimart/app-manifest';
import { createTestClock, createTestDatabase } from '@minimart/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { searchSorts, type SearchQuery } from '../search.ts';
import { catalogTables, createCatalog } from './index.ts';
import type { SearchBounds } from './search-bounds.ts';

const clock = createTestClock();
const traits = [{ id: 'sends', scopes: ['messages:send'] }];
const names = ['Sync', 'Team sync', 'Syncope', 'Other', 'Sync it', 'More'];
let db: Awaited<ReturnType<typeof createTestDatabase>>;

/** Thirty apps, five of each name; what has no `sync` in its name has it elsewhere. */
beforeAll(async () => {
  db = await createTestDatabase(catalogTables);
  for (let n = 0; n < 30; n += 1) {
    clock.advance(1000);
    const manifest = manifestSchema.parse({
      name: names[n % names.length],
      slug: `app-${n}`,
      summary: n % 4 === 0 ? 'Can sync.' : 'An app.',
      description: n % 3 === 0 ? 'Nothing.' : 'It does sync.',
      category: n % 5 === 0 ? 'ai' : 'sales',
      language: n % 3 === 0 ? 'de' : 'en',
      ...(n % 2 === 0 ? { pricing: 'free' } : {}),
      scopes: n % 2 === 0 ? [{ id: 'messages:send', reason: 'To send.' }] : [],
    });
    await db.em().transactional(async (em) => {
      const catalog = createCatalog(em, { clock });
      const { id } = await catalog.createApp({ ownerId: 'usr_ann', manifest });
      await catalog.publish({ appId: id, ownerId: 'usr_ann' }, { changelog: '' });
      const developer = n % 10 === 3 ? 'Sync Works' : 'Ann Lovelace';
      await catalog.noteFacts([{ appId: id, developer, developerDomain: null, installs: (n * 7) % 4 }]);
    });
  }
});
afterAll(() => db[Symbol.asyncDispose]());

const search = (bounds: SearchBounds | undefined, query: Partial<SearchQuery>) =>
  createCatalog(db.em(), { clock, bounds }).search({ sort: 'relevance', limit: 50, traits, ...query });

async function readPages(bounds: SearchBounds | undefined, query: Partial<SearchQuery>): Promise<string[]> {
  const slugs: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await search(bounds, { ...query, limit: 4, cursor });
    slugs.push(...page.items.map(({ slug }) => slug));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && slugs.length < 100);
  return slugs;
}

const filters: Partial<SearchQuery>[] = [
  {},
  { category: 'sales' },
  { without: ['sends'] },
  { category: 'sales', without: ['sends'] },
  { price: 'free' },
  { language: 'en', price: 'free', category: 'sales' },
];
const bounds: [string, SearchBounds][] = [
  ['each level sorted', { counted: 3, sorted: 100, walked: 1000, soonest: 0 }],
  ['large levels walked, small ones sorted', { counted: 3, sorted: 3, walked: 1000, soonest: 0 }],
  ['what many of the sample have walked', { counted: 3, sorted: 3, walked: 3, soonest: 8 }],
  ['each level walked', { counted: 0, sorted: 0, walked: 0, soonest: 100 }],
];

test.each(bounds.flatMap(([how, bound]) => searchSorts.map((sort) => [sort, how, bound] as const)))(
  'pages by %s have the same apps in the same order as when all are sorted: %s',
  async (sort, _how, bound) => {
    for (const query of ['sync', 'sync team', 'it does sync', 's', ''])
      for (const filter of filters) {
        const wanted = await search(undefined, { query, sort, ...filter });
        const slugs = wanted.items.map(({ slug }) => slug);
        expect([query, filter, await readPages(bound, { query, sort, ...filter })]).toEqual([query, filter, slugs]);
      }
  },
);

test('of more matches than are counted it is said that there are more, and no option has a number', async () => {
  const found = await search({ counted: 10, sorted: 10, walked: 6, soonest: 30 }, { query: 'sync' });
  expect(found).toMatchObject({ total: 10, isMore: true, traits: [{ id: 'sends', count: null }] });
  expect(found.categories.map(({ id }) => id)).toEqual(expect.arrayContaining(['ai', 'sales', 'marketing']));
  expect(found.categories.every(({ count }) => count === null)).toBe(true);
  expect(await search({ counted: 30, sorted: 10, walked: 6, soonest: 30 }, { query: 'sync' })).toMatchObject({
    isMore: false,
  });
});

test('filters that leave few of many matches are counted within', async () => {
  const exact = await search(undefined, { query: 'sync', category: 'ai' });
  expect(exact.total).toBeLessThan(10);
  const found = await search({ counted: 10, sorted: 10, walked: 6, soonest: 30 }, { query: 'sync', category: 'ai' });
  expect(found).toMatchObject({ total: exact.total, isMore: false, traits: exact.traits });
  expect(found.categories.filter(({ count }) => count !== null)).toEqual([{ id: 'ai', count: exact.total }]);
});

test('prices and languages of which nothing is chosen are counted within what filters leave', async () => {
  const bound = { counted: 10, sorted: 10, walked: 6, soonest: 30 };
  const counts = (all: { id: string; count: number | null }[]) =>
    Object.fromEntries(all.map(({ id, count }) => [id, count]));
  const many = await search(bound, { query: 'sync' });
  expect([counts(many.prices), counts(many.languages)]).toEqual([
    { free: null, 'free-plan': null },
    { de: null, en: null },
  ]);
  const few = await search(bound, { query: 'sync', language: 'de', price: 'free' });
  const exact = await search(undefined, { query: 'sync', language: 'de', price: 'free' });
  expect([few.total, counts(few.prices), counts(few.languages)]).toEqual([
    exact.total,
    { free: exact.total, 'free-plan': null },
    { de: exact.total, en: null },
  ]);
  expect(few.categories).toEqual(exact.categories);
});

test('without words the whole store is counted by category', async () => {
  const exact = await search(undefined, {});
  const found = await search({ counted: 10, sorted: 10, walked: 6, soonest: 30 }, {});
  expect(found).toMatchObject({ total: 30, isMore: false, categories: exact.categories, traits: [{ count: null }] });
});

test('what is found without filters, or by one word alone, has no number where more match than are counted', async () => {
  const bound = { counted: 10, sorted: 10, walked: 6, soonest: 30 };
  const filtered = await search(bound, { query: 'sync', category: 'payments' });
  expect(filtered.instead).toEqual({ withoutFilters: null, queries: [], categories: [] });
  const store = await search(bound, { category: 'payments' });
  expect(store.instead).toMatchObject({ withoutFilters: 30, queries: [], categories: [{ id: 'sales' }, { id: 'ai' }] });
  const apart = await search(bound, { query: 'sync zzzzzzzz' });
  expect(apart.instead?.queries).toEqual([{ query: 'sync', count: null }]);
});

test('a search leaves the settings of its connection as they were', async () => {
  const em = db.em();
  const before = await em.execute(
    `select current_setting('statement_timeout') as timeout, current_setting('enable_seqscan') as scan`,
  );
  await createCatalog(em, { clock }).search({ sort: 'relevance', limit: 1, query: 'sync' });
  expect(
    await em.execute(
      `select current_setting('statement_timeout') as timeout, current_setting('enable_seqscan') as scan`,
    ),
  ).toEqual(before);
});
