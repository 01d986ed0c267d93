import { readFile, writeFile } from 'node:fs/promises';
import { benchKeys } from './keys/bench-keys.ts';
import { benchSearch } from './search/bench-search.ts';
import { benchStore } from './store/bench-store.ts';
import { benchWebhooks } from './webhooks/bench-webhooks.ts';
import { describeMachine, toTable } from './report.ts';

const areas = { keys: benchKeys, webhooks: benchWebhooks, search: benchSearch, store: benchStore };
const asked = process.argv.slice(2);
const unknown = asked.find((area) => !Object.hasOwn(areas, area));
if (unknown !== undefined) {
  console.error(`There is no benchmark of ${unknown}. There is: ${Object.keys(areas).join(', ')}.`);
  process.exit(1);
}

const file = new URL('../../../docs/benchmarks.md', import.meta.url);
for (const [area, bench] of Object.entries(areas)) {
  if (asked.length > 0 && !asked.includes(area)) continue;
  const { lines, postgres } = await bench((line) => console.error(line));
  const day = new Date().toISOString().slice(0, 10);
  const section = `${toTable(lines)}\n\nMeasured on ${day} in one run: ${describeMachine(postgres)}.`;
  console.log(`\n## ${area}\n\n${section}\n`);
  // A try-out says nothing worth keeping.
  if (process.env['BENCH_SMALL'] === '1') continue;
  // Each area has its place in the document, between two marks.
  const [begin, end] = [`<!-- ${area}: begin -->`, `<!-- ${area}: end -->`];
  const text = await readFile(file, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/benchmarks.md has no place for ${area}.`);
  await writeFile(file, `${text.slice(0, from + begin.length)}\n\n${section}\n\n${text.slice(to)}`);
}
