import { expect } from 'vitest';
import type { Model } from './model.ts';
import type { World } from './real-world.ts';

interface Row {
  id: string;
  status: 'pending' | 'active' | 'failed' | 'uninstalled';
  version: string;
  scopes: string[];
  key: string | null;
  delivery: string | null;
  offered: { version: string; status: string } | null;
  liveKeys: { id: string; scopes: string[] }[];
  pending: string[];
  subscribes: number;
  farewells: number;
  agreed: string[];
  consents: number;
  sealed: number;
}

/** What the database says of the app in the workspace, in the model's words. */
export type Standing = Pick<Model, 'status' | 'version' | 'scopes' | 'isRotating' | 'subscribes'>;

/** How the app stands in the workspace, once all that must hold of each of its installations at any moment does. */
export async function inspectWorld({ api, appId }: World): Promise<Standing> {
  const rows = await api.services.em().execute<Row[]>(
    `select i.id, i.status, i.version, to_jsonb(i.scopes) as scopes, i.key->>'id' as key, i.delivery->>'id' as delivery,
       i.offered_update as offered,
       (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'scopes', to_jsonb(k.scopes))), '[]') from keys.api_keys k
        where k.subject = i.id and k.revoked_at is null and (k.overlap_ends_at is null or k.overlap_ends_at > now())) as "liveKeys",
       to_jsonb(array(select id from webhooks.deliveries where subject = i.id and topic = 'subscribe' and status = 'pending')) as pending,
       (select count(*)::int from webhooks.deliveries where subject = i.id and topic = 'subscribe') as subscribes,
       (select count(*)::int from webhooks.deliveries where subject = i.id and topic = 'unsubscribe') as farewells,
       (select coalesce(jsonb_agg(s->>'id'), '[]') from jsonb_array_elements((
          select c.scopes from installs.consents c where c.installation_id = i.id and c.kind <> 'decline'
          order by c.agreed_at desc, c.id desc limit 1)) s where (s->>'granted')::boolean) as agreed,
       (select count(*)::int from installs.consents c where c.installation_id = i.id) as consents,
       (select count(*)::int from jsonb_array_elements(i.auth_inputs) a where a->>'sealed' is not null) as sealed
     from installs.installations i where i.app_id = ? order by i.created_at, i.id`,
    [appId],
  );
  const live = rows.filter(({ status }) => status !== 'uninstalled');
  expect(live.length).toBeLessThanOrEqual(1);
  for (const row of rows) {
    const hasKey = row.status === 'pending' || row.status === 'active';
    if (hasKey) expect(row.liveKeys.map(({ id }) => id)).toContain(row.key);
    else expect({ ...row, liveKeys: row.liveKeys }).toMatchObject({ key: null, liveKeys: [] });
    for (const { scopes } of row.liveKeys) expect(scopes.toSorted()).toEqual(row.scopes.toSorted());
    // Whatever it may do, a person agreed to.
    expect(row.agreed).toEqual(expect.arrayContaining(row.scopes));
    expect(row.pending.length).toBeLessThanOrEqual(1);
    if (row.pending.length > 0) expect(row.pending).toEqual([row.delivery]);
    expect(row.farewells).toBeLessThanOrEqual(row.status === 'uninstalled' ? 1 : 0);
  }
  const subscribes = rows.reduce((sum, row) => sum + row.subscribes, 0);
  const [one] = live;
  if (one === undefined || one.status === 'uninstalled')
    return { status: 'none', version: '', scopes: [], isRotating: false, subscribes };
  const isRotating = one.status === 'active' && one.pending.length > 0;
  return { status: one.status, version: one.version, scopes: one.scopes.toSorted(), isRotating, subscribes };
}

/** What must hold once nothing is on its way any more. */
export async function inspectEnd({ api, appId }: World): Promise<void> {
  const [left] = await api.services.em().execute<{ sealed: number; queued: number }[]>(
    `select
       (select count(*)::int from installs.installations i, jsonb_array_elements(i.auth_inputs) a
        where i.app_id = ? and i.status = 'uninstalled' and (a->>'sealed' is not null or a->'value' <> 'null')) as sealed,
       (select count(*)::int from webhooks.queue where endpoint_id = ?) as queued`,
    [appId, appId],
  );
  expect(left).toEqual({ sealed: 0, queued: 0 });
}
