import type { EntityManager } from '@mikro-orm/postgresql';

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

/** Live installations of an app and their workspaces, by id, from after one id on; tests are left out. */
export async function listLiveAfter(
  em: EntityManager,
  { appId, after, limit }: { appId: string; after: string; limit: number },
): Promise<{ id: string; workspaceId: string }[]> {
  return em.execute<{ id: string; workspaceId: string }[]>(
    `select id, workspace_id as "workspaceId" from installs.installations
     where app_id = ? and id > ? and status <> 'uninstalled' and not is_test order by id limit ?`,
    [appId, after, limit],
  );
}
