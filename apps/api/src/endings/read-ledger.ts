import { json } from 'node:stream/consumers';
import type { BlobStore } from '@minimart/blobs';
import { z } from 'zod';
import { beatKey, type Ending, readPage } from './ledger-page.ts';
import type { LedgerPlace } from './write-endings.ts';

/** What a ledger says of the time after a backup. */
export interface ReadLedger {
  /** Of each thing what is known of it last. */
  endings: Ending[];
  /** When the ledger was last known to be complete. */
  completeUntil: Date | undefined;
  /** The ledgers that were read: the backup's own, and those of databases that were restored from it. */
  lineages: ReadonlySet<string>;
  /** How many pages the backup's own ledger has. */
  lastPage: number;
}

const beats = z.object({ at: z.iso.datetime() });

/**
 * Reads what ended after a backup that was made at `place`, following the ledgers of databases that were restored from it. Undefined where the page
 * that the backup names is not there: then this is not its ledger, or that was lost.
 */
export async function readLedger(store: BlobStore, place: LedgerPlace): Promise<ReadLedger | undefined> {
  if (place.page < 1 || (await readPage(store, place.lineage, place.page)) === undefined) return undefined;
  const last = new Map<string, Ending>();
  const seen = new Set<string>();
  const until: Date[] = [];
  let lastPage = place.page;
  const follow = async ({ lineage, page }: LedgerPlace): Promise<void> => {
    if (seen.has(lineage)) return;
    seen.add(lineage);
    const beat = await readBeat(store, lineage);
    if (beat !== undefined) until.push(beat);
    const further: string[] = [];
    for (let number = page + 1; ; number += 1) {
      const lines = await readPage(store, lineage, number);
      if (lines === undefined) break;
      if (lineage === place.lineage) lastPage = number;
      for (const line of lines) {
        if (line.kind === 'continued') further.push(line.lineage);
        else remember(last, line);
      }
    }
    for (const next of further) await follow({ lineage: next, page: 0 });
  };
  await follow(place);
  const completeUntil = until.length === 0 ? undefined : new Date(Math.max(...until.map(Number)));
  return { endings: [...last.values()], completeUntil, lineages: seen, lastPage };
}

function remember(last: Map<string, Ending>, ending: Ending): void {
  last.set(`${ending.kind} ${ending.ref} ${ending.kind === 'scope' ? ending.part : ''}`, ending);
}

async function readBeat(store: BlobStore, lineage: string): Promise<Date | undefined> {
  const stream = await store.get(beatKey(lineage));
  return stream === undefined ? undefined : new Date(beats.parse(await json(stream)).at);
}
