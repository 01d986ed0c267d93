import { readPage } from '../endings/ledger-page.ts';
import type { Check } from './finding.ts';

/** Whether a dispatcher runs. */
export const checkDispatchers: Check<'client'> = async ({ client }) => {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from webhooks.dispatchers where seen_at > now() - interval '1 minute'`,
  );
  if (rows[0]!.count > 0) return [];
  return [
    {
      what: 'No dispatcher was heard of for a minute: no request and no mail is sent, and what ends is not written into the ledger.',
      mend: 'Start one: MINIMART_ROLE=dispatcher.',
    },
  ];
};

/** Whether what has ended is in the ledger outside the database. */
export const checkLedger: Check<'client' | 'ledger'> = async ({ client, ledger }) => {
  const findings = [];
  const { rows } = await client.query<{ lineage: string; page: number }>(
    'select lineage, page from keys.ledger limit 1',
  );
  const place = rows[0];
  const isThere = place === undefined || place.page === 0 || (await isReadable(ledger, place));
  if (!isThere) {
    findings.push({
      what: 'The ledger of what has ended is not where it was written (<data dir>/endings, or the bucket): after a restore, all keys and tokens would have to end.',
      mend: "Bring that folder back; or make a backup, and run: update keys.ledger set lineage = replace(gen_random_uuid()::text, '-', ''), page = 0; and make another backup.",
    });
  }
  const { rows: waiting } = await client.query<{ count: number }>(
    `select ((select count(*) from keys.endings) + (select count(*) from accounts.endings) + (select count(*) from webhooks.endings) + (select count(*) from catalog.endings))::int as count`,
  );
  if (waiting[0]!.count > 1000) {
    findings.push({
      what: `${waiting[0]!.count} endings of keys, tokens, secrets and the like wait to be written into the ledger.`,
      mend: 'Start a dispatcher, and look into its log for why the ledger cannot be written.',
    });
  }
  return findings;
};

async function isReadable(
  ledger: Parameters<typeof readPage>[0],
  { lineage, page }: { lineage: string; page: number },
) {
  try {
    return (await readPage(ledger, lineage, page)) !== undefined;
  } catch {
    return false;
  }
}
