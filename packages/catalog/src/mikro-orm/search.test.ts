import { manifestSchema } from '@minimart/app-manifest';
import { createTestClock, createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { searchBounds } from './search-bounds.ts';
import { searchSorts, type SearchQuery } from '../search.ts';
import { catalogTables, createCatalog } from './index.ts';
import { PriceAndLanguage } from './migrations/0012-price-and-language.ts';

const developers = new Map([
  ['usr_ann', 'Ann Lovelace'],
  ['usr_bea', 'Lantern Works'],
]);

/** A store that holds an app for each of these names, published in their order, with what else their manifests say. */
async function openStore(apps: Record<string, object>) {
  const db = await createTestDatabase(catalogTables);
  const clock = createTestClock();
  const inTransaction = <T>(work: (catalog: ReturnType<typeof createCatalog>) => Promise<T>) =>
    db
      .em()
      .transactional((em) =>
        work(
          createCatalog(em, { clock, developerOf: async (id) => ({ name: developers.get(id) ?? '', domain: null }) }),
        ),
      );
  const ids = new Map<string, string>();
  const add = async (name: string, changes: object = {}, ownerId = 'usr_ann') => {
    const slug = `app-${ids.size}`;
    const manifest = manifestSchema.parse({ name, slug, summary: 'An app.', ...changes });
    clock.advance(1000);
    await inTransaction(async (catalog) => {
      const { id } = await catalog.createApp({ ownerId, manifest });
      await catalog.publish({ appId: id, ownerId }, { changelog: '' });
      ids.set(name, id);
    });
  };
  for (const [name, changes] of Object.entries(apps)) await add(name, changes);
  const catalog = createCatalog(db.em(), { clock });
  const search = (query: string, more: Partial<SearchQuery> = {}) =>
    catalog.search({ query, sort: 'relevance', limit: 50, ...more });
  return {
    db,
    catalog,
    inTransaction,
    add,
    idOf: (name: string) => ids.get(name)!,
    search,
    names: async (query: string, more: Partial<SearchQuery> = {}) =>
      (await search(query, more)).items.map(({ manifest }) => manifest.name),
    note: (installs: Record<string, number>) =>
      inTransaction((each) =>
        each.noteFacts(
          Object.entries(installs).map(([name, count]) => ({
            appId: ids.get(name)!,
            developer: 'Ann Lovelace',
            developerDomain: null,
            installs: count,
          })),
        ),
      ),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
}

const asking = (...ids: string[]) => ({ scopes: ids.map((id) => ({ id, reason: 'To work.' })) });

test('the extensions work on the PostgreSQL that comes from npm', async () => {
  await using store = await openStore({});
  const rows = await store.db
    .em()
    .execute(`select extname from pg_extension where extname in ('pg_trgm', 'unaccent') order by 1`);
  expect(rows).toEqual([{ extname: 'pg_trgm' }, { extname: 'unaccent' }]);
});

test('relevance: the name as a whole, whole words of it, their beginnings, summary, developer or category, description', async () => {
  await using store = await openStore({
    'By description': { description: 'Works with your calendar.' },
    'By category': { category: 'scheduling', summary: 'Nothing.' },
    'By summary': { summary: 'A calendar for all.' },
    Calendarium: {},
    'Team calendar': {},
    Calendar: {},
  });
  expect(await store.names('calendar')).toEqual([
    'Calendar',
    'Team calendar',
    'Calendarium',
    'By summary',
    'By description',
  ]);
  expect(await store.names('scheduling')).toEqual(['By category']);
});

test('within a rank, what more workspaces have comes first', async () => {
  await using store = await openStore({ 'Tags one': {}, 'Tags two': {}, 'Tags three': {} });
  await store.note({ 'Tags one': 1, 'Tags two': 30, 'Tags three': 2 });
  expect(await store.names('tags')).toEqual(['Tags two', 'Tags three', 'Tags one']);
  expect(await store.names('', { sort: 'popular' })).toEqual(['Tags two', 'Tags three', 'Tags one']);
  expect(await store.names('')).toEqual(['Tags two', 'Tags three', 'Tags one']);
});

test('accents, case and punctuation do not matter, in the query or in the app', async () => {
  await using store = await openStore({ 'Café Zürich': {}, 'CRM/ERP': {}, Überblick: {}, 'Привет Мир': {} });
  expect(await store.names('cafe zurich')).toEqual(['Café Zürich']);
  expect(await store.names('ÜBERBLICK')).toEqual(['Überblick']);
  expect(await store.names('uber')).toEqual(['Überblick']);
  expect(await store.names('erp')).toEqual(['CRM/ERP']);
  expect(await store.names('ПРИВЕТ')).toEqual(['Привет Мир']);
  expect(await store.names('½ crm')).toEqual([]);
});

test.each([
  ['calender', 'calendar'],
  ['claendar', 'calendar'],
  ['slcak', 'slack'],
  ['tga', 'tag'],
  ['apointment remindr', 'appointment reminder'],
])('a typing error is put right, and it is said: %s', async (typed, meant) => {
  await using store = await openStore({ 'Slack calendar': { summary: 'Appointment reminder with a tag.' } });
  const found = await store.search(typed);
  expect([found.total, found.correctedQuery, found.instead]).toEqual([1, meant, null]);
});

test('what is spelt as an app spells it is not put right', async () => {
  await using store = await openStore({ Calender: {}, Calendar: {} });
  const found = await store.search('calender');
  expect([found.items.map(({ manifest }) => manifest.name), found.correctedQuery]).toEqual([['Calender'], null]);
});

test('of several words as near, the one that more apps have is meant; one that no app has any more is not', async () => {
  await using store = await openStore({ Mails: {}, Malls: {}, 'More malls': {} });
  expect((await store.search('maols')).correctedQuery).toBe('malls');
  for (const name of ['Malls', 'More malls'])
    await store.inTransaction((catalog) => catalog.setListed({ appId: store.idOf(name), ownerId: 'usr_ann' }, false));
  expect((await store.search('maols')).correctedQuery).toBe('mails');
});

const traits = [
  { id: 'reads people', scopes: ['subscribers:view', 'subscribers:manage'] },
  { id: 'sends', scopes: ['messages:send'] },
];

test('apps that ask for something are left out, and each number says what leaving out would come to', async () => {
  await using store = await openStore({
    Nothing: { category: 'ai' },
    Reads: { category: 'ai', ...asking('subscribers:view') },
    Manages: { category: 'sales', ...asking('flows:view', 'subscribers:manage') },
    Sends: { category: 'sales', ...asking('messages:send') },
  });
  const counted = async (more: Partial<SearchQuery>) => {
    const found = await store.search('', { sort: 'name', traits, ...more });
    return [
      found.total,
      found.items.map(({ manifest }) => manifest.name),
      Object.fromEntries(found.categories.map(({ id, count }) => [id, count])),
      found.traits.map(({ count }) => count),
    ];
  };
  expect(await counted({})).toEqual([4, ['Manages', 'Nothing', 'Reads', 'Sends'], { ai: 2, sales: 2 }, [2, 3]]);
  expect(await counted({ without: ['reads people'] })).toEqual([2, ['Nothing', 'Sends'], { ai: 1, sales: 1 }, [2, 1]]);
  expect(await counted({ without: ['reads people', 'sends'], category: 'ai' })).toEqual([
    1,
    ['Nothing'],
    { ai: 1 },
    [1, 1],
  ]);
  expect(await counted({ without: ['sends'], query: 'man' })).toEqual([1, ['Manages'], { sales: 1 }, [0, 1]]);
});

test('apps are chosen by what they cost and by the language of their texts, as they were published last', async () => {
  await using store = await openStore({
    Gratis: { pricing: 'free', language: 'de-AT' },
    Started: { pricing: 'free-plan', language: 'de' },
    Bought: { pricing: 'paid' },
    Silent: {},
  });
  const counted = async (more: Partial<SearchQuery>) => {
    const found = await store.search('', { sort: 'name', ...more });
    const [prices, languages] = [found.prices, found.languages].map((all) =>
      Object.fromEntries(all.map(({ id, count }) => [id, count])),
    );
    return [found.total, found.items.map(({ manifest }) => manifest.name), prices, languages];
  };
  const all = ['Bought', 'Gratis', 'Silent', 'Started'];
  expect(await counted({})).toEqual([4, all, { free: 1, 'free-plan': 2 }, { de: 2, en: 2 }]);
  expect(await counted({ price: 'free' })).toEqual([1, ['Gratis'], { free: 1, 'free-plan': 2 }, { de: 1 }]);
  expect(await counted({ price: 'free-plan', language: 'de' })).toEqual([
    2,
    ['Gratis', 'Started'],
    { free: 1, 'free-plan': 2 },
    { de: 2 },
  ]);
  expect(await counted({ language: 'de', query: 'gratis' })).toEqual([
    1,
    ['Gratis'],
    { free: 1, 'free-plan': 1 },
    { de: 1 },
  ]);
  expect((await store.search('', { language: 'fr' })).instead).toMatchObject({ withoutFilters: 4 });
});

test('what is out already has its language once the migration ran', async () => {
  await using store = await openStore({ Gratis: { pricing: 'free', language: 'pt-BR' }, Silent: {} });
  const em = store.db.em();
  const migration = new PriceAndLanguage(em.getDriver(), em.config);
  migration.up();
  await em.transactional(async (tx) => {
    await tx.execute('alter table catalog.listings drop column language, drop column pricing, drop column scopes');
    await tx.execute('drop function catalog.language_of');
    for (const statement of migration.getQueries()) await tx.execute(String(statement));
  });
  expect(await store.names('', { language: 'pt', price: 'free' })).toEqual(['Gratis']);
  expect(await store.names('', { language: 'en' })).toEqual(['Silent']);
});

test.each(['relevance', 'new', 'popular', 'name'] as const)(
  'pages by %s have neither gaps nor repeats while apps are added',
  async (sort) => {
    await using store = await openStore(
      Object.fromEntries(Array.from({ length: 7 }, (_, n) => [`Sync ${n}`, n < 4 ? {} : { summary: 'Sync it.' }])),
    );
    await store.add('Other', { summary: 'Can sync.' });
    await store.note({ 'Sync 1': 4, 'Sync 5': 9, Other: 20 });
    const before = await store.names('sync', { sort });
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < 8; pages += 1) {
      const page = await store.search('sync', { sort, limit: 2, cursor });
      seen.push(...page.items.map(({ manifest }) => manifest.name));
      await store.add(`Added sync ${pages}`);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen.filter((name) => before.includes(name))).toEqual(before);
    expect(new Set(seen).size).toBe(seen.length);
  },
);

test.each(['relevance', 'popular'] as const)(
  'a cursor by %s does not tell how many workspaces have an app, and pages go on where the app now stands',
  async (sort) => {
    await using store = await openStore({ 'Sync a': {}, 'Sync b': {}, 'Sync c': {}, 'Sync d': {} });
    await store.note({ 'Sync a': 40_404, 'Sync b': 30_303, 'Sync c': 20_202, 'Sync d': 10_101 });
    const { nextCursor } = await store.search('sync', { sort, limit: 2 });
    expect(Buffer.from(nextCursor!, 'base64url').toString()).not.toMatch(/30303/);
    const further = () => store.names('sync', { sort, cursor: nextCursor! });
    expect(await further()).toEqual(['Sync c', 'Sync d']);
    await store.note({ 'Sync b': 50_505 });
    expect(await further()).toEqual(['Sync a', 'Sync c', 'Sync d']);
  },
);

test.each(searchSorts)('by %s no app is left out after one that has left the lists since', async (sort) => {
  await using store = await openStore({ 'Sync a': {}, 'Sync b': {}, 'Sync c': {} });
  await store.note({ 'Sync a': 3, 'Sync b': 2, 'Sync c': 1 });
  const { items, nextCursor } = await store.search('sync', { sort, limit: 2 });
  const last = items.at(-1)!.manifest.name;
  await store.inTransaction((catalog) => catalog.setListed({ appId: store.idOf(last), ownerId: 'usr_ann' }, false));
  const seen = [items[0]!.manifest.name, ...(await store.names('sync', { sort, cursor: nextCursor! }))];
  expect(new Set([...seen, last])).toEqual(new Set(['Sync a', 'Sync b', 'Sync c']));
});

test('a cursor of another order is refused', async () => {
  await using store = await openStore({ 'Sync a': {}, 'Sync b': {} });
  for (const [sort, other] of [
    ['relevance', 'new'],
    ['new', 'popular'],
    ['name', 'relevance'],
  ] as const) {
    const { nextCursor } = await store.search('sync', { sort, limit: 1 });
    const search = store.search('sync', { sort: other, limit: 1, cursor: nextCursor! });
    await expect(search).rejects.toMatchObject({ code: 'invalid_request', errors: [{ path: 'query.cursor' }] });
  }
});

test('a search that finds nothing offers ways on', async () => {
  await using store = await openStore({
    'Mail it': { category: 'marketing', ...asking('messages:send') },
    Charts: { category: 'analytics' },
    'More charts': { category: 'analytics' },
  });
  const apart = await store.search('mail charts');
  expect(apart.instead).toMatchObject({
    withoutFilters: 0,
    queries: [
      { query: 'mail', count: 1 },
      { query: 'charts', count: 2 },
    ],
  });
  const filtered = await store.search('mail', { traits, without: ['sends'] });
  expect(filtered.instead).toMatchObject({ withoutFilters: 1, queries: [] });
  expect((await store.search('marketin zzz')).instead?.categories).toEqual([{ id: 'marketing', count: 1 }]);
  expect((await store.search('qqqqqqq')).instead?.categories).toEqual([
    { id: 'analytics', count: 2 },
    { id: 'marketing', count: 1 },
  ]);
});

test('suggests names that begin so, then names with such a word, and puts typing errors right', async () => {
  await using store = await openStore({
    'My calendar': {},
    'Calendar one': {},
    'Cal two': {},
    Other: { summary: 'Calls.' },
  });
  await store.note({ 'My calendar': 90, 'Calendar one': 3, 'Cal two': 1 });
  const names = async (text: string, limit = 8) => (await store.catalog.suggest(text, limit)).map(({ name }) => name);
  expect(await names('cal')).toEqual(['Calendar one', 'Cal two', 'My calendar']);
  expect(await names('cal', 2)).toEqual(['Calendar one', 'Cal two']);
  expect(await names('Cäl o')).toEqual(['Calendar one']);
  expect(await names('calnedar')).toEqual(['Calendar one', 'My calendar']);
  expect([await names('zzzz'), await names(' & |')]).toEqual([[], []]);
});

test('apps are found by what their developer is called, from the start and after it changed', async () => {
  await using store = await openStore({});
  await store.add('First', {}, 'usr_bea');
  expect(await store.names('lantern')).toEqual(['First']);
  const [known] = await store.catalog.factsAfter('', 10);
  expect(known).toMatchObject({ ownerId: 'usr_bea', developer: 'Lantern Works', installs: 0 });
  const fact = { appId: known!.appId, developer: 'Beacon', developerDomain: null, installs: 2 };
  expect(await store.inTransaction((catalog) => catalog.noteFacts([fact]))).toBe(1);
  expect(await store.inTransaction((catalog) => catalog.noteFacts([fact]))).toBe(0);
  expect([await store.names('beacon'), await store.names('lantern', { sort: 'name' })]).toEqual([['First'], []]);
});

test("a developer's name and domain are noted at once for all apps of theirs, and for those they publish later", async () => {
  await using store = await openStore({ Other: {} });
  await store.add('First', {}, 'usr_bea');
  await store.add('Second', {}, 'usr_bea');
  const domains = async () =>
    (await store.catalog.factsAfter('', 10)).map((fact) => [fact.ownerId, fact.developerDomain]);
  await store.inTransaction((catalog) =>
    catalog.noteDeveloper('usr_bea', { name: 'Beacon', domain: 'beacon.example' }),
  );
  expect((await domains()).toSorted()).toEqual([
    ['usr_ann', null],
    ['usr_bea', 'beacon.example'],
    ['usr_bea', 'beacon.example'],
  ]);
  expect([(await store.names('beacon')).toSorted(), await store.names('lantern')]).toEqual([['First', 'Second'], []]);
  const manifest = manifestSchema.parse({ name: 'Third', slug: 'third', summary: 'An app.' });
  await store.db.em().transactional(async (em) => {
    const catalog = createCatalog(em, { clock: createTestClock() });
    const { id } = await catalog.createApp({ ownerId: 'usr_bea', manifest });
    await catalog.publish({ appId: id, ownerId: 'usr_bea' }, { changelog: '' });
  });
  expect((await domains()).filter(([, domain]) => domain === 'beacon.example')).toHaveLength(3);
  const fact = (await store.catalog.factsAfter('', 10)).find(({ ownerId }) => ownerId === 'usr_bea');
  const lost = { ...fact!, developerDomain: null };
  expect(await store.inTransaction((catalog) => catalog.noteFacts([lost]))).toBe(1);
  expect((await domains()).filter(([, domain]) => domain === 'beacon.example')).toHaveLength(2);
});

test('apps by developers who have proven a domain are counted, and found alone, together with other filters', async () => {
  await using store = await openStore({ Anns: { category: 'ai' } });
  await store.add('Beas tags', { category: 'ai', ...asking('flow-tags:view') }, 'usr_bea');
  await store.add('Beas shop', { category: 'sales' }, 'usr_bea');
  await store.inTransaction((catalog) => catalog.noteDeveloper('usr_bea', { name: 'Bea', domain: 'bea.example' }));
  const offered = [
    { id: 'unproven', scopes: [], isOfUnproven: true },
    { id: 'tags', scopes: ['flow-tags:view'] },
  ];
  const all = await store.search('', { traits: offered });
  expect(all.traits).toEqual([
    { id: 'unproven', count: 2 },
    { id: 'tags', count: 2 },
  ]);
  const proven = { traits: offered, without: ['unproven'] };
  expect((await store.names('', proven)).toSorted()).toEqual(['Beas shop', 'Beas tags']);
  expect(await store.names('', { ...proven, category: 'ai' })).toEqual(['Beas tags']);
  expect(await store.names('', { ...proven, without: ['unproven', 'tags'] })).toEqual(['Beas shop']);
  const tight = createCatalog(store.db.em(), { clock: createTestClock(), bounds: { ...searchBounds, counted: 1 } });
  const page = await tight.search({ ...proven, sort: 'name', limit: 10 });
  expect(page.items.map(({ manifest }) => manifest.name)).toEqual(['Beas shop', 'Beas tags']);
});

test.each([
  ['NUL', '\0'],
  ['SQL', `'; drop table`],
  ['a backslash', '\\'],
  ['a sign of like', '%'],
  ['another', '_'],
  ['a raised digit', '²'],
  ['operators', ':* <-> !! & | ()'],
  ['a picture', '🙂'],
  ['half a picture', '🙂'.slice(1)],
  ['10 kB without a space', 'ä'.repeat(10_000)],
  ['10 kB of words', 'word \ud800 '.repeat(1_500)],
  ['10 kB of words that differ', Array.from({ length: 2_000 }, (_, n) => `w${n}`).join(' ')],
  ['digits of another script', '١٢٣'],
])('what no app has breaks nothing, finds nothing and offers ways on: %s', async (_what, query) => {
  await using store = await openStore({ Tag: { category: 'ai' } });
  const found = await store.search(query, { traits });
  expect(found).toMatchObject({ total: 0, items: [], correctedQuery: null });
  expect(found.instead?.categories).toEqual([{ id: 'ai', count: 1 }]);
  expect(await store.catalog.suggest(query, 8)).toEqual([]);
});

test('operators beside words are no operators', async () => {
  await using store = await openStore({ 'Tag sync': {}, Other: {} });
  for (const query of ['tag & !sync', 'tag | other:*', '"sync tag"', '-tag', 'tag%', `tag' or 1=1`, 'ta_g'])
    expect([query, await store.names(query)]).toEqual([query, await store.names(query.replaceAll(/[^a-z0-9]+/g, ' '))]);
  expect(await store.names('tag & !sync')).toEqual(['Tag sync']);
});

test('two that write the same new words in different orders do not wait for each other for ever', async () => {
  await using store = await openStore({ A: {}, B: {}, C: {}, D: {} });
  const { db, idOf, inTransaction } = store;
  const write = (name: string, developer: string) => [
    { appId: idOf(name), developer, developerDomain: null, installs: 0 },
  ];
  const isWaiting = async () => (await db.em().execute('select from pg_locks where not granted')).length > 0;
  let other: Promise<void> | undefined;
  await inTransaction(async (one) => {
    await one.noteFacts(write('A', 'zebra'));
    other = inTransaction(async (two) => {
      await two.noteFacts(write('C', 'aardvark'));
      await two.noteFacts(write('D', 'zebra'));
    });
    await expect.poll(isWaiting).toBe(true);
    await one.noteFacts(write('B', 'aardvark'));
  });
  await other;
  expect([await store.names('zebra', { sort: 'name' }), await store.names('aardvark', { sort: 'name' })]).toEqual([
    ['A', 'D'],
    ['B', 'C'],
  ]);
});

test('an app that is put back into the lists is found by its developer at once', async () => {
  await using store = await openStore({ Tag: {} });
  const list = (isListed: boolean) =>
    store.inTransaction((catalog) => catalog.setListed({ appId: store.idOf('Tag'), ownerId: 'usr_ann' }, isListed));
  await list(false);
  expect(await store.names('lovelace')).toEqual([]);
  await list(true);
  expect(await store.names('lovelace')).toEqual(['Tag']);
});
