import type { EntityManager } from '@mikro-orm/postgresql';
import { createId } from '@minimart/tokens';
import type { PlatformWorkspace } from '../platform-sign-in/parse-workspaces-claim.ts';

/** What an issuer says of a person. */
export interface PlatformMemberships {
  userId: string;
  issuer: string;
  workspaces: readonly PlatformWorkspace[];
  now: Date;
}

/**
 * Makes a person's memberships that came from an issuer what it says now: added, changed, removed; names of its workspaces follow. Memberships that were
 * made here are left as they are, also in its workspaces. Answers the workspaces that are new here. Must run in a transaction; workspaces are locked in the order
 * of their ids.
 */
export async function matchMemberships(
  em: EntityManager,
  { userId, issuer, workspaces, now }: PlatformMemberships,
): Promise<{ id: string; name: string }[]> {
  const listed = workspaces.map((workspace) => ({ ...workspace, newId: createId('ws') }));
  const parameters = [JSON.stringify(listed), issuer];
  const written = await em.execute<{ id: string; name: string; isNew: boolean }[]>(
    `insert into accounts.workspaces (id, name, issuer, external_id, created_at)
     select listed."newId", listed.name, ?, listed.id, ?::timestamptz
     from jsonb_to_recordset(?::jsonb) as listed ("newId" text, id text, name text) order by listed.id collate "C"
     on conflict (issuer, external_id) do update set name = excluded.name where workspaces.name <> excluded.name
     returning id, name, xmax = 0 as "isNew"`,
    [issuer, now.toISOString(), parameters[0]],
  );
  await em.execute(
    `with listed as (
       select workspace.id, entry.role from jsonb_to_recordset(?::jsonb) as entry (id text, role text)
       join accounts.workspaces workspace on workspace.issuer = ? and workspace.external_id = entry.id
     ), gone as (
       delete from accounts.workspace_members where user_id = ? and issuer = ? and workspace_id not in (select id from listed)
     )
     insert into accounts.workspace_members (workspace_id, user_id, role, joined_at, issuer)
     select id, ?, role, ?::timestamptz, ? from listed order by id
     on conflict (workspace_id, user_id) do update set role = excluded.role
     where workspace_members.issuer = excluded.issuer and workspace_members.role <> excluded.role`,
    [...parameters, userId, issuer, userId, now.toISOString(), issuer],
  );
  return written.filter(({ isNew }) => isNew).map(({ id, name }) => ({ id, name }));
}
