import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { BlobStore } from '@minimart/blobs';
import { z } from 'zod';

/**
 * What an ending may be of: a key, one scope of it, where it may be used from, a personal access token, a password, a passkey, a role in a workspace (its `part` is
 * the role that came in its place, null for none), an app's signing secret, a link to an app, an app's footing in the store by a suspension (its `part` says how, as JSON).
 */
export const endingKinds = [
  'key',
  'scope',
  'networks',
  'token',
  'password',
  'passkey',
  'membership',
  'signing_secret',
  'link',
  'suspension',
] as const;

/** One note: the thing by its digest or id, and when it ends; `endsAt` null says that it goes on after all. */
const ending = z.object({
  kind: z.enum(endingKinds),
  ref: z.string(),
  part: z.string().nullable(),
  endsAt: z.iso.datetime({ offset: true }).nullable(),
});

/** A line of the ledger. `continued` leads to the ledger of the database that was restored from a backup of this one. */
const line = z.union([ending, z.object({ kind: z.literal('continued'), lineage: z.string().regex(/^[0-9a-f]{32}$/) })]);

/** What a line says of something that ended. */
export type Ending = z.infer<typeof ending>;

/** A line of a page. */
export type LedgerLine = z.infer<typeof line>;

const page = z.object({ lines: z.array(line), digest: z.string() });

/** Writes a page under its number, from 1; the former of that number is replaced. Durable once it resolves. */
export async function writePage(
  store: BlobStore,
  { lineage, number }: { lineage: string; number: number },
  lines: readonly LedgerLine[],
): Promise<void> {
  await store.put(pageKey(lineage, number), new Blob([JSON.stringify({ lines, digest: digestOf(lines) })]));
}

/** The lines of a page; undefined where there is none. Throws for one that was damaged. */
export async function readPage(store: BlobStore, lineage: string, number: number): Promise<LedgerLine[] | undefined> {
  const stream = await store.get(pageKey(lineage, number));
  if (stream === undefined) return undefined;
  const parsed = page.safeParse(toJson(await text(stream)));
  if (!parsed.success || parsed.data.digest !== digestOf(parsed.data.lines)) {
    throw new Error(`Page ${number} of the ledger of endings is damaged.`);
  }
  return parsed.data.lines;
}

/** Where it is noted when the ledger was last known to be complete. */
export const beatKey = (lineage: string): string => `${lineage}beat.json`;

function pageKey(lineage: string, number: number): string {
  return `${lineage}${String(number).padStart(10, '0')}.json`;
}

function digestOf(lines: readonly LedgerLine[]): string {
  return createHash('sha256').update(JSON.stringify(lines)).digest('hex');
}

function toJson(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}
