import type { EntityManager } from '@mikro-orm/postgresql';
import type { UntoldLifting } from '../suspension.ts';
import { LiftingEntity } from './lifting.entity.ts';

/** Suspensions that were lifted and whose owners are still to be told, in the EntityManager's transaction. */
export interface Liftings {
  /** Takes one, so that nobody else does for ten minutes. */
  takeUntold(): Promise<UntoldLifting | undefined>;
  /** Says up to which installation owners were told, or that all were (null); false when the app was suspended again meanwhile. */
  noteTold(lifting: UntoldLifting, toldTo: string | null): Promise<boolean>;
}

const leaseMs = 10 * 60 * 1000;

/** Liftings on PostgreSQL. */
export function createLiftings(em: EntityManager, { clock }: { clock: { now(): Date } }): Liftings {
  return {
    async takeUntold() {
      const now = clock.now();
      // A program of the version before suspends an app without taking back what is to be told of its lifting.
      const [taken] = await em.execute<{ appId: string }[]>(
        `update catalog.liftings l set tell_due_at = ?::timestamptz
         from (select app_id from catalog.liftings where tell_due_at <= ?::timestamptz
                 and not exists (select from catalog.suspensions s where s.app_id = liftings.app_id)
               order by tell_due_at limit 1 for update skip locked) due
         where l.app_id = due.app_id returning l.app_id as "appId"`,
        [new Date(now.getTime() + leaseMs).toISOString(), now.toISOString()],
      );
      const row = taken && (await em.findOne(LiftingEntity, taken, { disableIdentityMap: true }));
      if (!row) return undefined;
      const { appId, stoppedKeys, liftedAt, toldOfIt, toldTo } = row;
      return { appId, stoppedKeys, liftedAt, toldOfIt, toldTo };
    },
    async noteTold({ appId, liftedAt }, toldTo) {
      const which = { appId, liftedAt };
      const changed =
        toldTo === null
          ? await em.nativeDelete(LiftingEntity, which)
          : await em.nativeUpdate(LiftingEntity, which, { toldTo, tellDueAt: clock.now() });
      return changed === 1;
    },
  };
}

// How far the owners of a suspended app were told of it: the last installation, null for all. Its words may have been changed while that went on.
const reach = `case when tell_due_at is null or told_before is null then null else greatest(told_before, told_to) end`;

/** How far owners know that the app is suspended, from what was said before; they are told of this suspension, and of no lifting that was on its way. */
export async function takeReach(em: EntityManager, appId: string): Promise<string | null> {
  const suspended = await em.execute<{ reach: string | null }[]>(
    `select ${reach} as reach from catalog.suspensions where app_id = ? for update`,
    [appId],
  );
  const lifted = await em.execute<{ reach: string | null }[]>(
    'delete from catalog.liftings where app_id = ? returning told_of_it as reach',
    [appId],
  );
  const [known] = [...suspended, ...lifted];
  return known === undefined ? '' : known.reach;
}

/** Ends the suspension of an app, if it is suspended; those who were told of it, if anybody was, are to be told. */
export async function endSuspension(em: EntityManager, appId: string, liftedAt: Date): Promise<void> {
  const now = liftedAt.toISOString();
  await em.execute(
    `with ended as (delete from catalog.suspensions where app_id = ? returning app_id, stops_keys, ${reach} as reach)
     insert into catalog.liftings (app_id, stopped_keys, lifted_at, told_of_it, told_to, tell_due_at)
     select app_id, stops_keys, ?::timestamptz, reach, '', ?::timestamptz from ended where reach is distinct from ''
     on conflict (app_id) do update set stopped_keys = excluded.stopped_keys, lifted_at = excluded.lifted_at,
       told_of_it = excluded.told_of_it, told_to = excluded.told_to, tell_due_at = excluded.tell_due_at`,
    [appId, now, now],
  );
}
