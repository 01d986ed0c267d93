import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LedgerEntry } from './ledger.ts';
import type { SoakSystem } from './open-system.ts';
import type { Soak } from './soak.ts';

/** What the database says of one installation. */
interface Row {
  id: string;
  run: string;
  status: string;
  version: string;
  keys: number;
  live_keys: number;
  /** Installed again before its server was told of the uninstall, which takes that back. */
  is_taken_back: boolean;
}

/** What was found, and figures that belong to it. */
export interface Verdict {
  violations: string[];
  facts: Record<string, number>;
}

const quietWithinMs = 90_000;

/** Waits until nothing waits to be delivered; false when that takes too long. */
export async function untilQuiet({ databaseUrl }: SoakSystem): Promise<boolean> {
  for (const until = performance.now() + quietWithinMs; performance.now() < until; await sleep(500)) {
    const waiting = await ask<{ n: number }>(databaseUrl, 'select count(*)::int as n from webhooks.queue').catch(
      () => [],
    );
    if (waiting[0]?.n === 0) return true;
  }
  return false;
}

/** Compares what the drivers and receivers know with the database, and tries every key that was ever handed over. */
export async function judge(soak: Soak, system: SoakSystem): Promise<Verdict> {
  const violations: string[] = [];
  const rows = await ask<Row>(
    system.databaseUrl,
    `select i.id, i.auth_inputs->0->>'value' as run, i.status, i.version,
      (select count(*)::int from keys.api_keys k where k.subject = i.id) as keys,
      (select count(*)::int from keys.api_keys k where k.subject = i.id and k.revoked_at is null) as live_keys,
      exists (select from webhooks.deliveries d where d.subject = i.id and d.topic = 'unsubscribe' and d.status = 'cancelled'
        and d.cancel_reason = 'installed again') as is_taken_back
     from installs.installations i`,
  );
  const entries = [...soak.ledger.entries.values()];
  const acknowledged = entries.filter(({ installationId }) => installationId !== undefined);
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const entry of acknowledged) {
    const row = byId.get(entry.installationId!);
    const found =
      row === undefined ? ['is not in the database'] : [...judgeRow(entry, row), ...judgeArrivals(soak, entry, row)];
    violations.push(...found.map((what) => `run ${entry.run}: ${what}`));
  }
  violations.push(...(await judgeKeys(soak, acknowledged)));
  if (rows.length !== acknowledged.length)
    violations.push(`${acknowledged.length} installs were acknowledged, and ${rows.length} are in the database`);
  const stray = soak.ledger.arrivals.filter(({ run, isSigned }) => !soak.ledger.entries.has(run) || !isSigned);
  if (stray.length > 0) violations.push(`${stray.length} requests arrived unsigned or of no install`);
  violations.push(...(await judgeAudit(system, acknowledged)), ...(await judgeDeliveries(soak, system)));
  const repeated = soak.ledger.arrivals.filter(({ wasTaken }) => wasTaken).length;
  const takenIds = new Set(soak.ledger.arrivals.filter(({ wasTaken }) => wasTaken).map(({ webhookId }) => webhookId));
  const deadIn = acknowledged.flatMap(({ deadInMs }) => deadInMs ?? []).toSorted((a, b) => a - b);
  return {
    violations,
    facts: {
      'installs acknowledged': acknowledged.length,
      'uninstalls acknowledged': acknowledged.filter(({ uninstalledAt }) => uninstalledAt !== undefined).length,
      'set up anew by an owner': acknowledged.reduce((sum, { retries }) => sum + retries, 0),
      'requests taken by app servers': takenIds.size,
      'of them taken more than once (same webhook-id)': repeated - takenIds.size,
      'ms until an ended key was refused by both apis, p50': Math.round(deadIn[deadIn.length >> 1] ?? 0),
      'the same, highest (while the database is away nobody can tell)': Math.round(deadIn.at(-1) ?? 0),
      'ms for which an ended key was let in, highest': Math.round(
        Math.max(0, ...acknowledged.map(({ letInForMs = 0 }) => letInForMs)),
      ),
    },
  };
}

function* judgeRow(entry: LedgerEntry, row: Row): Iterable<string> {
  const isGone = entry.uninstalledAt !== undefined;
  if (isGone && row.status !== 'uninstalled') yield `was uninstalled, and is ${row.status}`;
  if (!isGone && !['active', 'uninstalled'].includes(row.status)) yield `is ${row.status} though all is quiet`;
  if (row.keys !== 1 + entry.retries) yield `has had ${row.keys} keys for ${1 + entry.retries} set-ups`;
  if (row.live_keys !== (row.status === 'active' ? 1 : 0)) yield `is ${row.status} with ${row.live_keys} live keys`;
}

/** Each set-up is one request, told apart by its webhook-id; each uninstall as well. */
function* judgeArrivals({ ledger }: Soak, entry: LedgerEntry, row: Row): Iterable<string> {
  const subscribed = ledger.takenIds(entry.run, 'subscribe').size;
  if (subscribed < 1 || subscribed > 1 + entry.retries)
    yield `was set up ${1 + entry.retries} times, and its server took ${subscribed} subscribe requests`;
  const unsubscribed = ledger.takenIds(entry.run, 'unsubscribe').size;
  // One that was being sent as the app was installed again may have arrived although it was taken back.
  const fine = entry.uninstalledAt === undefined ? [0] : row.is_taken_back ? [0, 1] : [1];
  if (!fine.includes(unsubscribed))
    yield `its server took ${unsubscribed} unsubscribe requests, not ${fine.join(' or ')}`;
}

/** The key handed over last works exactly as long as the installation is there; all others are dead. */
async function judgeKeys({ ledger, traffic }: Soak, entries: readonly LedgerEntry[]): Promise<string[]> {
  const violations: string[] = [];
  for (const [index, { run, uninstalledAt }] of entries.entries()) {
    for (const token of ledger.keysOf(run)) {
      const isLive = uninstalledAt === undefined && token === ledger.keyOf(run);
      const wanted = isLive ? 200 : 401;
      const address = `10.4.${index % 250}.${(index >> 8) % 250}`;
      const sending = { kind: 'key at the end', path: '/api/flow/tags', token, address, fine: [wanted] };
      const { status } = await traffic.send(sending);
      if (status !== wanted) violations.push(`run ${run}: a key answers ${status}, not ${wanted}`);
    }
  }
  return violations;
}

async function judgeAudit({ databaseUrl }: SoakSystem, entries: readonly LedgerEntry[]): Promise<string[]> {
  const lines = await ask<{ action: string; installation_id: string; n: number }>(
    databaseUrl,
    `select action, installation_id, count(*)::int as n from audit.entries
     where action in ('app_installed', 'app_uninstalled') group by action, installation_id`,
  );
  const countOf = (action: string, id: string) =>
    lines.find((line) => line.action === action && line.installation_id === id)?.n ?? 0;
  return entries.flatMap(({ run, installationId, uninstalledAt }) => {
    const seen = [countOf('app_installed', installationId!), countOf('app_uninstalled', installationId!)];
    const wanted = [1, uninstalledAt === undefined ? 0 : 1];
    return seen.join() === wanted.join()
      ? []
      : [`run ${run}: ${seen.join(' and ')} lines of audit, not ${wanted.join(' and ')}`];
  });
}

async function judgeDeliveries({ ledger }: Soak, { databaseUrl }: SoakSystem): Promise<string[]> {
  const rows = await ask<{ id: string; status: string }>(databaseUrl, 'select id, status from webhooks.deliveries');
  const statuses = new Map(rows.map(({ id, status }) => [id, status]));
  const taken = new Set(ledger.arrivals.filter(({ wasTaken }) => wasTaken).map(({ webhookId }) => webhookId));
  const lost = rows.filter(({ id, status }) => status === 'delivered' && !taken.has(id));
  const ended = rows.filter(({ status }) => status !== 'delivered' && status !== 'cancelled');
  const unknown = [...taken].filter((id) => !statuses.has(id));
  return [
    ...lost.map(({ id }) => `delivery ${id} counts as delivered, and no server took it`),
    ...ended.map(({ id, status }) => `delivery ${id} is ${status}`),
    ...unknown.map((id) => `a server took ${id}, which no delivery is`),
  ];
}

/** Connections that were left in a transaction, and locks that somebody holds, once all is quiet. */
export async function judgeConnections({ databaseUrl }: SoakSystem): Promise<Verdict> {
  const [row] = await ask<{ all: number; idle_in_transaction: number; locks: number }>(
    databaseUrl,
    `select (select count(*)::int from pg_stat_activity where application_name like 'minimart%') as all,
      (select count(*)::int from pg_stat_activity where state like 'idle in transaction%' and now() - state_change > interval '2 s') as idle_in_transaction,
      (select count(*)::int from pg_locks l join pg_stat_activity a using (pid)
        where a.application_name like 'minimart%' and l.locktype in ('transactionid', 'tuple') and now() - a.state_change > interval '2 s') as locks`,
  );
  const { all, idle_in_transaction: idle, locks } = row!;
  const violations = [
    ...(idle > 0 ? [`${idle} connections were left in a transaction`] : []),
    ...(locks > 0 ? [`${locks} locks were left`] : []),
  ];
  return {
    violations,
    facts: { 'connections at the end': all, 'of them left in a transaction': idle, 'locks left': locks },
  };
}

async function ask<Found extends object>(url: string, text: string): Promise<Found[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query<Found>(text)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}
