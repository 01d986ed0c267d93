import autocannon from 'autocannon';
import { quantile } from '../measure.ts';
import { percent, perSecond, type Line } from '../report.ts';
import { openStoreServer, type StoreServer } from './open-store-server.ts';

const isSmall = process.env['BENCH_SMALL'] === '1';
const [pairs, seconds] = isSmall ? [3, 1] : [15, 1];
const connections = 20;
const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';

/** A page that is measured beside the trivial one. */
interface Contender {
  what: string;
  path: string;
  /** Each request for an address of its own, so that no page is taken from memory. */
  isAlwaysNew?: boolean;
  /** Each request by somebody who was not there before, who is to be counted. */
  isAlwaysSomebodyElse?: boolean;
  bar?: number;
}

const contenders: Contender[] = [
  {
    what: 'the listing, to another visitor each time, who is counted',
    path: '/apps/tag-sync',
    isAlwaysSomebodyElse: true,
    bar: 0.6,
  },
  { what: 'the listing, to the same visitor', path: '/apps/tag-sync' },
  { what: 'a search', path: '/?query=tags', bar: 0.6 },
  { what: 'the front page', path: '/' },
  { what: 'the listing, rendered anew for each request', path: '/apps/tag-sync', isAlwaysNew: true },
  { what: 'a search, rendered anew for each request', path: '/?query=tags', isAlwaysNew: true },
];

/** Measures pages of the store against a trivial page of the same server, in one process each of client and server; tells what it is doing. */
export async function benchStore(tell: (line: string) => void): Promise<{ lines: Line[]; postgres: string }> {
  await using server = await openStoreServer(tell);
  const lines: Line[] = [];
  for (const contender of contenders) {
    tell(`store: ${contender.what}, ${pairs} pairs`);
    lines.push(await compare(server, contender));
  }
  return { lines, postgres: server.versions };
}

/** Short turns, each first in turn: what else the machine does falls on both of a pair alike only when they are close together. */
async function compare({ url, trivialPath }: StoreServer, contender: Contender): Promise<Line> {
  const { what, path, isAlwaysNew, isAlwaysSomebodyElse, bar } = contender;
  const agent = isAlwaysSomebodyElse ? numbered(browser) : () => browser;
  const trivial = () => requestsPerSecond(url, () => trivialPath, agent);
  const page = () => requestsPerSecond(url, isAlwaysNew ? numbered(path) : () => path, agent);
  const measured: { page: number; trivial: number }[] = [];
  for (let round = -1; round < pairs; round += 1) {
    const first = round % 2 === 0 ? await trivial() : undefined;
    const own = await page();
    const other = first ?? (await trivial());
    if (round >= 0) measured.push({ page: own, trivial: other });
  }
  const ratios = measured.map((pair) => pair.page / pair.trivial);
  const ratio = quantile(ratios, 0.5);
  const median = (which: 'page' | 'trivial') =>
    perSecond(
      quantile(
        measured.map((pair) => pair[which]),
        0.5,
      ),
    );
  const half = `half of them ${percent(quantile(ratios, 0.25))} to ${percent(quantile(ratios, 0.75))}`;
  return {
    what: `requests/s of ${what} against a trivial page of the same server (${connections} connections; client, store, API and PostgreSQL share the cores)`,
    result: `${median('page')} against ${median('trivial')}; median of ${pairs} pairs ${percent(ratio)} (${half})`,
    ...(bar !== undefined && { bar: `${percent(bar)} or more`, clears: ratio >= bar }),
  };
}

async function requestsPerSecond(url: string, next: () => string, agent: () => string): Promise<number> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [
      {
        setupRequest: (request) => ({
          ...request,
          path: next(),
          headers: { ...request.headers, 'user-agent': agent() },
        }),
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${next()}: ${result.non2xx + result.errors} requests failed.`);
  return result.requests.average;
}

let asked = 0;

function numbered(path: string): () => string {
  return () => `${path}${path.includes('?') ? '&' : '?'}n=${(asked += 1)}`;
}
