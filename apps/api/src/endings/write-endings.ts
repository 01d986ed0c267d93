import type { BlobStore } from '@minimart/blobs';
import type { EntityManager } from '@mikro-orm/postgresql';
import { beatKey, type Ending, writePage } from './ledger-page.ts';

const batchSize = 1000;
// Each package notes what ends in a table of its own.
const places = ['keys.endings', 'accounts.endings', 'webhooks.endings', 'catalog.endings'];

interface Noted {
  seq: string;
  kind: Ending['kind'];
  ref: string;
  part: string | null;
  endsAt: string | null;
}

/** How far a ledger has come: `page` is the number of its last page, 0 before the first. */
export interface LedgerPlace {
  lineage: string;
  page: number;
}

/**
 * Takes the endings that wait into a page of the ledger, in the transaction of `em`: the page is durable before the rows go, and one that was
 * written by a transaction that broke is written again with at least as much. The first page may be empty: it says that there is a ledger. Several at once take
 * turns. Answers whether there may be more.
 */
export async function writeEndings(em: EntityManager, store: BlobStore): Promise<LedgerPlace & { isMore: boolean }> {
  const [place] = await em.execute<LedgerPlace[]>('select lineage, page from keys.ledger for update');
  if (place === undefined) throw new Error('keys.ledger has lost its row; run minimart doctor.');
  const taken: Ending[][] = [];
  for (const table of await tablesThere(em)) taken.push(await takeEndings(em, table));
  const endings = taken.flat();
  const isFirst = place.page === 0;
  if (endings.length > 0 || isFirst) {
    const number = place.page + 1;
    await writePage(store, { lineage: place.lineage, number }, endings);
    await em.execute('update keys.ledger set page = ?', [number]);
    place.page = number;
  }
  return { ...place, isMore: taken.some(({ length }) => length === batchSize) };
}

/** Notes that the ledger has everything up to this moment. */
export async function beat(store: BlobStore, lineage: string, now: Date): Promise<void> {
  await store.put(beatKey(lineage), new Blob([JSON.stringify({ at: now.toISOString() })]));
}

/** A database that is about to be replaced may be of a former release, which noted less. */
async function tablesThere(em: EntityManager): Promise<string[]> {
  const rows = await em.execute<{ name: string }[]>(
    `select name from jsonb_array_elements_text(?::jsonb) with ordinality p (name, n) where to_regclass(name) is not null order by n`,
    [JSON.stringify(places)],
  );
  return rows.map(({ name }) => name);
}

async function takeEndings(em: EntityManager, table: string): Promise<Ending[]> {
  const rows = await em.execute<Noted[]>(
    `with taken as (
       delete from ${table} where seq in (select seq from ${table} order by seq limit ${batchSize})
       returning seq, kind, ref, part, ends_at
     )
     select seq, kind, ref, part, to_char(ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "endsAt" from taken order by seq`,
  );
  return rows.map(({ kind, ref, part, endsAt }) => ({ kind, ref, part, endsAt }));
}
