import { quantile } from '../measure.ts';
import type { Line } from '../report.ts';
import { openStore } from './open-store.ts';
import { hostileSearches } from './hostile-searches.ts';
import { makeQueries, search, withSlip } from './queries.ts';

const isSmall = process.env['BENCH_SMALL'] === '1';
const apps = isSmall ? 2_000 : 100_000;
const times = isSmall ? 20 : 400;
const barMs = 50;

/** Measures what design says of search: each kind of it in turns, one at a time, each with its facets counted; tells what it is doing. */
export async function benchSearch(tell: (line: string) => void): Promise<{ lines: Line[]; postgres: string }> {
  tell(`search: a PostgreSQL of its own with ${apps} apps`);
  await using store = await openStore(apps);
  const queries = makeQueries(times, apps);
  const mistyped = queries.map(withSlip);
  const corrected = new Set<number>();
  const kinds: Record<string, (place: number) => Promise<unknown>> = {
    'the front page, no words, newest first': () => store.catalog().search(search('')),
    'words, by relevance': (place) => store.catalog().search(search(queries[place]!)),
    'words with a typing error, by relevance': async (place) => {
      const found = await store.catalog().search(search(mistyped[place]!));
      if (found.correctedQuery !== null) corrected.add(place);
    },
    'words within a category, without what reads people or sends messages': (place) =>
      store
        .catalog()
        .search(search(queries[place]!, { category: 'marketing', without: ['reads people', 'messages:send'] })),
    'words, free of charge and in German': (place) =>
      store.catalog().search(search(queries[place]!, { price: 'free', language: 'de' })),
    'no words, with a free plan and in German, by popularity': () =>
      store.catalog().search(search('', { sort: 'popular', price: 'free-plan', language: 'de' })),
    'no words, without anything above low risk, by popularity': () =>
      store.catalog().search(search('', { sort: 'popular', without: ['risky'] })),
    'words, the newest first': (place) => store.catalog().search(search(queries[place]!, { sort: 'new' })),
    'suggestions for the first letters of a name': (place) =>
      store.catalog().suggest(queries[place]!.slice(0, 2 + (place % 4)), 8),
    'suggestions for words with a typing error': (place) => store.catalog().suggest(mistyped[place]!, 8),
    ...hostileSearches((query) => store.catalog().search(query)),
    'suggestions for one letter': () => store.catalog().suggest('s', 8),
  };
  tell('search: each kind in turns');
  const tookMs = new Map(Object.keys(kinds).map((kind) => [kind, [] as number[]]));
  for (let place = -10; place < times; place += 1) {
    for (const [kind, run] of Object.entries(kinds)) {
      const begin = performance.now();
      await run(Math.abs(place));
      if (place >= 0) tookMs.get(kind)!.push(performance.now() - begin);
    }
  }
  const lines = [...tookMs].map(([kind, values]): Line => {
    const [p50, p95] = [quantile(values, 0.5), quantile(values, 0.95)];
    const what = `${kind}, among ${apps.toLocaleString('en')} apps`;
    const result = `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`;
    return { what, result, bar: `p95 below ${barMs} ms`, clears: p95 < barMs };
  });
  const share = `${corrected.size} of ${times}`;
  lines.push({ what: 'searches with a typing error that were put right (others find apps as typed)', result: share });
  return { lines, postgres: store.version };
}
