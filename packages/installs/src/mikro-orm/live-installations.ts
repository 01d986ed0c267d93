import type { EntityManager } from '@mikro-orm/postgresql';
import type { InstallationStatus } from '../installation-moves.ts';

/** The ids of all live installations of an app, by id; tests are left out. */
export async function listLiveIds(em: EntityManager, appId: string): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `select id from installs.installations where app_id = ? and status <> 'uninstalled' and not is_test order by id`,
    [appId],
  );
  return rows.map(({ id }) => id);
}

/** Those of them whose subscribe request is still under way, by id. */
export async function listHandingOver(em: EntityManager, appId: string): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `select id from installs.installations where app_id = ? and status <> 'uninstalled' and not is_test
       and delivery->>'topic' = 'subscribe' and delivery->>'status' = 'pending' order by id`,
    [appId],
  );
  return rows.map(({ id }) => id);
}

/** A live installation, and where it is. */
export interface LiveInstallation {
  id: string;
  workspaceId: string;
  status: InstallationStatus;
}

/** Live installations of an app, by id, from after one id on up to another (null: to the end), and only those made before a moment, where one is given; tests are left out. */
export async function listLiveAfter(
  em: EntityManager,
  query: { appId: string; after: string; upTo?: string | null; madeBefore?: Date; limit: number },
): Promise<LiveInstallation[]> {
  const { appId, after, upTo = null, madeBefore, limit } = query;
  return em.execute<LiveInstallation[]>(
    `select id, workspace_id as "workspaceId", status from installs.installations
     where app_id = ? and id > ? and id <= coalesce(?, id) and created_at < coalesce(?::timestamptz, 'infinity')
       and status <> 'uninstalled' and not is_test order by id limit ?`,
    [appId, after, upTo, madeBefore?.toISOString() ?? null, limit],
  );
}
