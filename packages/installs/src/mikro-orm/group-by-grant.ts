import type { EntityManager } from '@mikro-orm/postgresql';
import type { GrantGroup } from '../installation-store.ts';

interface Grouped {
  scopes: string[];
  ids: string[];
  since: string;
}

/** The live installations of an app that have a key, by the scopes it holds. */
export async function groupByGrant(em: EntityManager, appId: string): Promise<GrantGroup[]> {
  const rows = await em.execute<Grouped[]>(
    `select scopes, jsonb_agg(id order by id) as ids, min(agreed_at) as since
     from (
       select id, key, array(select unnest(scopes) order by 1) as scopes from installs.installations
       where app_id = ? and not is_test and status <> 'uninstalled' and key is not null
     ) as live
     cross join lateral (
       select max(agreed_at) as agreed_at from installs.consents where installation_id = live.id and kind <> 'decline'
     ) as agreed
     group by scopes`,
    [appId],
  );
  return rows.map(({ scopes, ids, since }) => ({ scopes, installationIds: ids, unchangedSince: new Date(since) }));
}
