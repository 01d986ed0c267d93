import type { EntityManager } from '@mikro-orm/postgresql';

/** An app whose installations are being looked at, claimed for a while by whoever does it. */
export interface Rollout {
  appId: string;
  generation: number;
  walkedTo: string;
}

/**
 * Has every installation of an app looked at, from the first: call it in the transaction that changes what is released. Costs one row, whatever the number of
 * installations.
 */
export async function announceRelease(em: EntityManager, appId: string): Promise<void> {
  await em.execute(
    `insert into installs.rollouts (app_id, generation, walked_to, leased_until) values (?, 1, '', now())
     on conflict (app_id) do update set generation = rollouts.generation + 1, walked_to = '', leased_until = now()`,
    [appId],
  );
}

/** Takes an app that nobody looks after for the time of the lease; undefined when there is none. */
export async function claimRollout(em: EntityManager, leaseMs: number): Promise<Rollout | undefined> {
  const [claimed] = await em.execute<Rollout[]>(
    `update installs.rollouts set leased_until = now() + make_interval(secs => ?::float8 / 1000)
     where app_id = (
       select app_id from installs.rollouts where leased_until <= now() order by leased_until limit 1 for update skip locked
     )
     returning app_id as "appId", generation, walked_to as "walkedTo"`,
    [leaseMs],
  );
  return claimed;
}

/** The next installations of an app that may change their version, by id. */
export async function nextInstallations(em: EntityManager, { appId, walkedTo }: Rollout, limit: number) {
  const rows = await em.execute<{ id: string }[]>(
    `select id from installs.installations where app_id = ? and id > ? and status in ('active', 'failed') order by id limit ?`,
    [appId, walkedTo, limit],
  );
  return rows.map(({ id }) => id);
}

/** Writes down how far it came and goes on holding it; false when it was announced anew meanwhile. */
export async function moveRollout(em: EntityManager, rollout: Rollout, leaseMs: number): Promise<boolean> {
  const { appId, generation, walkedTo } = rollout;
  const rows = await em.execute<unknown[]>(
    `update installs.rollouts set walked_to = ?, leased_until = now() + make_interval(secs => ?::float8 / 1000)
     where app_id = ? and generation = ? returning app_id`,
    [walkedTo, leaseMs, appId, generation],
  );
  return rows.length > 0;
}

/** Ends it, unless it was announced anew meanwhile. */
export async function endRollout(em: EntityManager, { appId, generation }: Rollout): Promise<void> {
  await em.execute('delete from installs.rollouts where app_id = ? and generation = ?', [appId, generation]);
}
