import type { Check } from './finding.ts';

/** Something that the rows of several packages together must never say. `sql` answers `id` of what does. */
export interface RowRule {
  name: string;
  sql: string;
  /** After the number. */
  what: string;
  mend: string;
}

const live = `revoked_at is null and (expires_at is null or expires_at > now()) and (overlap_ends_at is null or overlap_ends_at > now())`;
const retry =
  'Its owner presses Retry, or: POST /v1/workspaces/{workspaceId}/installations/{id}/retry, which gives it a new key.';
// There is no retry for an active one: it fails first, with whatever it has left of keys.
const endAndRetry =
  'Where it is active, its owner ends its key: POST /v1/workspaces/{workspaceId}/installations/{id}/end-key. Then, and where it is pending at once, they press Retry, or: POST /v1/workspaces/{workspaceId}/installations/{id}/retry, which gives it a new key.';
const rotate =
  'Its owner replaces its key: POST /v1/workspaces/{workspaceId}/installations/{id}/rotate-key, which makes one where there is none.';

/** What has to hold over all rows; a minute's grace for what is under way. */
export const rowRules: readonly RowRule[] = [
  {
    name: 'installation-without-key',
    sql: `select i.id from installs.installations i left join keys.api_keys k on k.id = i.key ->> 'id'
          where i.status in ('pending', 'active') and i.key is not null and (k.id is null or not (${live}))`,
    what: 'installations name a key that does not live',
    mend: endAndRetry,
  },
  {
    name: 'active-without-key',
    sql: `select i.id from installs.installations i where i.status = 'active' and i.key is null and cardinality(i.scopes) > 0`,
    what: 'active installations have permissions and no key',
    mend: rotate,
  },
  {
    name: 'key-without-installation',
    sql: `select k.id from keys.api_keys k left join installs.installations i on i.id = k.subject
          where ${live} and (i.id is null or i.status in ('uninstalled', 'failed'))`,
    what: 'keys live although their installation is gone or failed',
    mend: `End them: update keys.api_keys set revoked_at = now(), revoked_reason = 'doctor' where id in (...); every process hears of it at once.`,
  },
  {
    name: 'installation-without-app',
    sql: `select i.id from installs.installations i where i.status <> 'uninstalled' and not exists (select from catalog.apps a where a.id = i.app_id)`,
    what: 'installations are of an app that is not there',
    mend: 'Restore catalog.apps from a backup, or uninstall them: DELETE /v1/workspaces/{workspaceId}/installations/{id}.',
  },
  {
    name: 'installation-without-workspace',
    sql: `select i.id from installs.installations i where i.status <> 'uninstalled'
          and not exists (select from accounts.workspaces w where w.id = i.workspace_id)`,
    what: 'installations are in a workspace that is not there',
    mend: 'Restore accounts.workspaces from a backup, or end their keys as above.',
  },
  {
    name: 'member-without-account',
    sql: `select m.workspace_id || ' ' || m.user_id as id from accounts.workspace_members m
          where not exists (select from accounts."user" u where u.id = m.user_id)`,
    what: 'members of workspaces have no account',
    mend: 'Delete those rows of accounts.workspace_members.',
  },
  {
    name: 'delivery-without-installation',
    sql: `select d.id from webhooks.deliveries d where d.status = 'pending' and d.topic in ('subscribe', 'unsubscribe', 'dataErasure')
          and not exists (select from installs.installations i where i.id = d.subject)`,
    what: 'requests wait to be sent for installations that are not there',
    mend: 'Restore installs.installations from a backup, or let them run out: after ten attempts they are given up.',
  },
  {
    name: 'delivery-without-queue',
    sql: `select d.id from webhooks.deliveries d where d.status = 'pending' and d.created_at < now() - interval '1 minute'
          and not exists (select from webhooks.queue q where q.delivery_id = d.id)`,
    what: 'deliveries are pending and not in the queue, so nobody sends them',
    mend: "Their installations are retried by their owners; then: update webhooks.deliveries set status = 'gave_up' where id in (...).",
  },
  {
    name: 'queue-without-delivery',
    sql: `select q.delivery_id as id from webhooks.queue q left join webhooks.deliveries d on d.id = q.delivery_id
          where not q.is_cancelled and (d.id is null or d.status <> 'pending')`,
    what: 'rows of the queue belong to no pending delivery',
    mend: 'Delete those rows of webhooks.queue.',
  },
  {
    name: 'old-lease',
    sql: `select q.delivery_id as id from webhooks.queue q where q.lease_until < now() - interval '5 minutes'`,
    what: 'deliveries are held by a dispatcher that is gone, and nobody took them over',
    mend: 'Start a dispatcher (MINIMART_ROLE=dispatcher), and look into its log.',
  },
  {
    name: 'waiting-delivery',
    sql: `select q.delivery_id as id from webhooks.queue q join webhooks.endpoints e on e.id = q.endpoint_id
          where q.lease_until is null and q.due_at < now() - interval '5 minutes' and e.paused_at is null
            and (e.closed_until is null or e.closed_until < now())`,
    what: 'deliveries have been due for more than five minutes',
    mend: 'Start a dispatcher, or one more (MINIMART_ROLE=dispatcher), and look into its log.',
  },
  {
    name: 'delivery-beyond-plan',
    sql: `select d.id from webhooks.deliveries d join webhooks.endpoints e on e.id = d.endpoint_id
          where d.status = 'pending' and d.created_at < now() - interval '10 days' and e.paused_at is null`,
    what: 'deliveries are pending for longer than all their attempts take',
    mend: 'Look into the dispatcher’s log; POST /v1/developer/apps/{appId}/deliveries/{deliveryId}/replay makes one due at once.',
  },
  {
    name: 'pending-without-delivery',
    sql: `select i.id from installs.installations i join webhooks.deliveries d on d.id = i.delivery ->> 'id'
          where i.status = 'pending' and d.status <> 'pending' and d.settled_at < now() - interval '1 minute'`,
    what: 'installations wait for a request that has come to its end',
    mend: retry,
  },
  {
    name: 'endpoint-without-secret',
    sql: `select e.id from webhooks.endpoints e where not exists (
            select from webhooks.signing_secrets s where s.endpoint_id = e.id and (s.expires_at is null or s.expires_at > now()))`,
    what: 'apps have no signing secret, so nothing can be sent to them',
    mend: 'Their developers make one: POST /v1/developer/apps/{appId}/endpoint/signing-secrets.',
  },
  {
    name: 'app-without-endpoint',
    sql: `select a.id from catalog.apps a where not exists (select from webhooks.endpoints e where e.id = a.id)`,
    what: 'apps have no endpoint, so nothing can be sent to them',
    mend: 'Restore webhooks.endpoints and webhooks.signing_secrets from a backup.',
  },
  {
    name: 'ledger',
    sql: `select 'keys.ledger' as id where (select count(*) from keys.ledger) <> 1`,
    what: 'keys.ledger has not its one row, so that what ends is told to no ledger',
    mend: `Run: delete from keys.ledger; insert into keys.ledger (lineage, page) values (replace(gen_random_uuid()::text, '-', ''), 0); and make a backup.`,
  },
];

/** Looks whether the rows of all packages agree with each other. */
export const checkRows: Check<'client' | 'progress'> = async ({ client, progress }) => {
  const findings = [];
  for (const { name, sql, what, mend } of rowRules) {
    progress(`Looking at rows: ${name}`);
    const { rows } = await client.query<{ count: number; example: string | null }>(
      `select count(*)::int as count, min(id) as example from (${sql}) found`,
    );
    const { count, example } = rows[0]!;
    if (count > 0) findings.push({ what: `${count} ${what}, such as ${example}.`, mend });
  }
  return findings;
};
