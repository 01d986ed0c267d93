import { lifecycleTopics } from '@minimart/app-manifest';
import { cancelBroadcasts } from '@minimart/chatbot/mikro-orm';
import { endRestored } from '@minimart/installs';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { Services } from '../compose.ts';
import type { Ending } from '../endings/ledger-page.ts';
import { stopAppKeys } from '../features/moderation/stop-app-keys.ts';

/** What is known of the time between a backup and its restore: the endings that a ledger tells, nothing at all, or that nothing ended. */
export type Since = { kind: 'told'; endings: readonly Ending[] } | { kind: 'unknown' } | { kind: 'nothing' };

/** What was done to what came back, in numbers, and who has to do something now. */
export interface Settled {
  keysEnded: number;
  tokensEnded: number;
  /** Links to apps. */
  linksEnded: number;
  passwordsEnded: number;
  /** Members who are out again, or have the lesser role that they were given. */
  membershipsEnded: number;
  /** Ids of installations that need a retry by their owner. */
  installations: string[];
  /** Ids of apps whose developers need a new signing secret. */
  endpoints: string[];
  /** Ids of apps that were suspended since, and are so again. */
  appsSuspended: string[];
  deliveriesCancelled: number;
  broadcastsCancelled: number;
  /** Requests that go out again, under the id that they had, by topic. */
  deliveriesLeft: Record<string, number>;
}

type Parts = Pick<Services, 'installPortsOf' | 'outboxOf' | 'clock' | 'suspensionsOf' | 'keysOf' | 'audit'>;

/**
 * Makes a restored database safe to run, in the transaction that restores it: what has ended since the backup stays dead, or all that could have where nobody knows;
 * and nothing is sent again that does harm when it comes twice.
 */
export async function settleRestored(services: Parts, em: EntityManager, since: Since): Promise<Settled> {
  const keysEnded = await endKeys(em, since);
  const tokensEnded = await endTokens(em, since);
  const linksEnded = await endLinks(em, since);
  const passwordsEnded = await endPasswords(em, since);
  await dropPasskeys(em, since);
  const membershipsEnded = await endMemberships(em, since);
  await narrowKeys(em, since);
  const endpoints = await endSigningSecrets(services, em, since);
  const installations = await endInstallations(services, em);
  const appsSuspended = await suspendAgain(services, em, since);
  const deliveriesCancelled = await cancelReplays(services, em);
  const broadcastsCancelled = await cancelBroadcasts(em, {
    where: { nextAt: { $lte: services.clock.now() } },
    now: services.clock.now(),
  });
  const left = await em.execute<{ topic: string; count: number }[]>(
    `select topic, count(*)::int as count from webhooks.deliveries where status = 'pending' group by 1 order by 1`,
  );
  const deliveriesLeft = Object.fromEntries(left.map(({ topic, count }) => [topic, count]));
  return {
    keysEnded,
    tokensEnded,
    linksEnded,
    passwordsEnded,
    membershipsEnded,
    installations,
    endpoints,
    appsSuspended,
    deliveriesCancelled,
    broadcastsCancelled,
    deliveriesLeft,
  };
}

/** The things of a kind that a ledger says have ended. One whose end is still to come has had something in its place that is lost now. */
function ended(since: Since, kind: Ending['kind']): string {
  const told = since.kind === 'told' ? since.endings : [];
  return JSON.stringify(told.filter((each) => each.kind === kind && each.endsAt !== null).map(({ ref }) => ref));
}

async function endKeys(em: EntityManager, since: Since): Promise<number> {
  const rows = await em.execute<object[]>(
    `update keys.api_keys set revoked_at = clock_timestamp(), revoked_reason = 'restored'
     where revoked_at is null and (? or encode(hash, 'hex') in (select jsonb_array_elements_text(?::jsonb))) returning id`,
    [since.kind === 'unknown', ended(since, 'key')],
  );
  return rows.length;
}

async function endTokens(em: EntityManager, since: Since): Promise<number> {
  const rows = await em.execute<object[]>(
    `update accounts.personal_access_tokens set revoked_at = clock_timestamp()
     where revoked_at is null and (? or encode(hash, 'hex') in (select jsonb_array_elements_text(?::jsonb))) returning id`,
    [since.kind === 'unknown', ended(since, 'token')],
  );
  return rows.length;
}

/** Links that were taken back since; where nobody knows, all that are open. */
async function endLinks(em: EntityManager, since: Since): Promise<number> {
  const rows = await em.execute<object[]>(
    `update catalog.links set revoked_at = clock_timestamp()
     where revoked_at is null
       and (? and expires_at > clock_timestamp() and installs < cap or id in (select jsonb_array_elements_text(?::jsonb)))
     returning id`,
    [since.kind === 'unknown', ended(since, 'link')],
  );
  return rows.length;
}

/** A password that was given up since is not taken again; its account asks for another one by mail. */
async function endPasswords(em: EntityManager, since: Since): Promise<number> {
  const rows = await em.execute<object[]>(
    `update accounts.account set password = null
     where encode(sha256(convert_to(password, 'UTF8')), 'hex') in (select jsonb_array_elements_text(?::jsonb)) returning id`,
    [ended(since, 'password')],
  );
  return rows.length;
}

async function dropPasskeys(em: EntityManager, since: Since): Promise<void> {
  await em.execute('delete from accounts.passkey where id in (select jsonb_array_elements_text(?::jsonb))', [
    ended(since, 'passkey'),
  ]);
}

/**
 * Whoever was removed since, or was given a lesser role, has what they were left with; a better one is lost with whatever else was given since. A workspace keeps
 * the owners that it had where it would be left with none, since the owner who came in their place is lost.
 */
async function endMemberships(em: EntityManager, since: Since): Promise<number> {
  const told = since.kind === 'told' ? since.endings.filter(({ kind }) => kind === 'membership') : [];
  const rows = await em.execute<object[]>(
    `with rank (role, place) as (values ('member', 1), ('admin', 2), ('owner', 3)),
     told as (select split_part(ref, ' ', 1) as workspace_id, split_part(ref, ' ', 2) as user_id, part as role
       from jsonb_to_recordset(?::jsonb) as t (ref text, part text)),
     less as (select m.workspace_id, m.user_id, m.role as former, told.role from accounts.workspace_members m join told using (workspace_id, user_id)
       where coalesce((select place from rank where rank.role = told.role), 0) < (select place from rank where rank.role = m.role)),
     owned as (select workspace_id from accounts.workspace_members m where role = 'owner'
       and not exists (select from less where less.workspace_id = m.workspace_id and less.user_id = m.user_id)),
     meant as (select * from less where former <> 'owner' or workspace_id in (select workspace_id from owned)),
     gone as (delete from accounts.workspace_members m using meant
       where meant.role is null and m.workspace_id = meant.workspace_id and m.user_id = meant.user_id returning 1),
     changed as (update accounts.workspace_members m set role = meant.role from meant
       where meant.role is not null and m.workspace_id = meant.workspace_id and m.user_id = meant.user_id returning 1)
     select 1 from gone union all select 1 from changed`,
    [JSON.stringify(told)],
  );
  return rows.length;
}

/** Scopes that a key has lost since, and networks that it was bound to. The installation agrees with its key. */
async function narrowKeys(em: EntityManager, since: Since): Promise<void> {
  const told = since.kind === 'told' ? since.endings.filter(({ endsAt }) => endsAt !== null) : [];
  const lost = told.filter(({ kind }) => kind === 'scope').map(({ ref, part }) => ({ ref, part }));
  await em.execute(
    `with lost as (select ref, array_agg(part) as scopes from jsonb_to_recordset(?::jsonb) as l (ref text, part text) group by ref),
     narrowed as (
       update keys.api_keys k set scopes = array(select s from unnest(k.scopes) with ordinality u (s, n) where s <> all (l.scopes) order by n)
       from lost l where k.hash = decode(l.ref, 'hex') returning k.id, l.scopes
     )
     update installs.installations i
     set scopes = array(select s from unnest(i.scopes) with ordinality u (s, n) where s <> all (d.scopes) order by n)
     from narrowed d where i.key ->> 'id' = d.id`,
    [JSON.stringify(lost)],
  );
  const bound = told.filter(({ kind }) => kind === 'networks').map(({ ref, part }) => ({ ref, part }));
  await em.execute(
    `update keys.api_keys k set allowed_networks = array(select jsonb_array_elements_text(b.part::jsonb))
     from jsonb_to_recordset(?::jsonb) as b (ref text, part text) where k.hash = decode(b.ref, 'hex')`,
    [JSON.stringify(bound)],
  );
}

/** Secrets that were rotated since sign no more. An endpoint that is left without one gets one that nobody has seen: its developer makes another. */
async function endSigningSecrets({ outboxOf }: Parts, em: EntityManager, since: Since): Promise<string[]> {
  const gone = await em.execute<{ endpoint: string; scheme: 'v1' | 'v1a' }[]>(
    `delete from webhooks.signing_secrets s where id in (select jsonb_array_elements_text(?::jsonb))
     returning endpoint_id as endpoint, scheme`,
    [ended(since, 'signing_secret')],
  );
  const left = await em.execute<{ id: string }[]>(
    `select distinct endpoint_id as id from webhooks.signing_secrets where scheme = 'v1' and (expires_at is null or expires_at > now())`,
  );
  const live = new Set(left.map(({ id }) => id));
  const bare = new Set(gone.filter(({ endpoint }) => !live.has(endpoint)).map(({ endpoint }) => endpoint));
  for (const endpoint of bare) await outboxOf(em).rotateSigningSecret(endpoint, 0);
  return [...new Set(gone.map(({ endpoint }) => endpoint))].toSorted();
}

/** Installations whose key has ended have no footing any more. */
async function endInstallations({ installPortsOf }: Parts, em: EntityManager): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `select i.id from installs.installations i left join keys.api_keys k on k.id = i.key ->> 'id'
     where i.status in ('pending', 'active') and i.key is not null and (k.id is null or k.revoked_at is not null) order by i.id`,
  );
  const ports = installPortsOf(em);
  for (const { id } of rows) await endRestored(ports, id);
  return rows.map(({ id }) => id);
}

/** What a developer had asked for by hand is not sent behind their back a second time. Lifecycle requests are: their receivers tell a repetition by its id. */
async function cancelReplays({ outboxOf }: Parts, em: EntityManager): Promise<number> {
  const rows = await em.execute<{ id: string }[]>(
    `select id from webhooks.deliveries where status = 'pending' and topic not in (select jsonb_array_elements_text(?::jsonb)) order by id`,
    [JSON.stringify(lifecycleTopics)],
  );
  for (const { id } of rows) await outboxOf(em).cancel(id, 'restored');
  return rows.length;
}

const suspended = z.object({ stopsKeys: z.boolean(), by: z.string(), words: z.string() });
const lostNote =
  'Suspended after the backup that was restored, and again by the restore. What was noted of it then is lost.';

/** Apps that were suspended since, or whose keys were stopped as well, are so again; one whose suspension was lifted stays as it was, for operators to lift it again. */
async function suspendAgain(services: Parts, em: EntityManager, since: Since): Promise<string[]> {
  const told = since.kind === 'told' ? since.endings.filter(({ kind }) => kind === 'suspension') : [];
  const suspensions = services.suspensionsOf(em);
  const there = await em.execute<{ id: string }[]>(
    'select id from catalog.apps where id in (select jsonb_array_elements_text(?::jsonb)) order by id',
    [JSON.stringify(told.filter(({ endsAt }) => endsAt !== null).map(({ ref }) => ref))],
  );
  const before = await suspensions.of(there.map(({ id }) => id));
  const again: string[] = [];
  for (const { id } of there) {
    const wanted = suspended.parse(JSON.parse(told.find(({ ref }) => ref === id)!.part!));
    const present = before.get(id);
    if (present !== undefined && (present.stopsKeys || !wanted.stopsKeys)) continue;
    await suspensions.suspend(id, { ...wanted, note: present?.note ?? lostNote }, '*');
    if (wanted.stopsKeys) await stopAppKeys(services, em, { appId: id });
    again.push(id);
  }
  return again;
}
