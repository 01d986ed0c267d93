import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import type { CatalogErrorCode } from '../catalog-error-codes.ts';
import type {
  ModeratedApp,
  ModeratedAppQuery,
  NewSuspension,
  OpenFor,
  Suspension,
  UntoldSuspension,
} from '../suspension.ts';
import { AppEntity } from './app.entity.ts';
import { endSuspension, takeReach } from './liftings.ts';
import { ListingEntity } from './listing.entity.ts';
import { findReleases, storeVersionOf } from './releases.ts';
import { showInStore } from './show-in-store.ts';
import { SuspensionEntity } from './suspension.entity.ts';
import { toStoredText } from './to-stored-text.ts';

/** An app that those who run the store look at, how it stands, and the tag that guards that (RFC 9110, quotes included). */
export interface AppStanding {
  app: ModeratedApp;
  suspension: Suspension | undefined;
  etag: string;
}

/** Suspensions of apps, in the EntityManager's transaction. What changes one needs a transaction. */
export interface Suspensions {
  /** Apps by name; all of them for an empty text. */
  find(query: ModeratedAppQuery): Promise<ModeratedApp[]>;
  /** How many are suspended. */
  count(): Promise<number>;
  /** Refuses `not_found`. */
  standingOf(appId: string): Promise<AppStanding>;
  /** Those of these apps that are suspended. */
  of(appIds: readonly string[]): Promise<Map<string, Suspension>>;
  /**
   * Suspends an app, or says otherwise how; waits for whatever holds it open. Answers how it stood before. Refuses `not_found`, and `suspension_changed`
   * when `ifMatch` is not the present tag.
   */
  suspend(appId: string, wanted: NewSuspension, ifMatch: string): Promise<{ before: AppStanding; after: AppStanding }>;
  /** Lifts it, and lists the app again where it was listed; owners who were told of it are to be told. Refuses as `suspend` does, and `slug_taken`. */
  lift(appId: string, ifMatch: string): Promise<{ before: AppStanding; after: AppStanding }>;
  /** Takes a suspension whose owners are still to be told, so that nobody else does for ten minutes. */
  takeUntold(): Promise<UntoldSuspension | undefined>;
  /** Says up to which installation owners were told, or that all were (null); false when the suspension was lifted or changed meanwhile. */
  noteTold(suspension: UntoldSuspension, toldTo: string | null): Promise<boolean>;
  /** Keeps an app from being suspended until the transaction ends; says nothing of how it stands. Comes before any installation or key is held. */
  hold(appId: string): Promise<void>;
  /** Like `hold`. Refuses `app_suspended` when the app is suspended, or for `keys` when its keys are. */
  holdOpen(appId: string, wanted: OpenFor): Promise<void>;
}

const leaseMs = 10 * 60 * 1000;
const asStored = { disableIdentityMap: true } as const;

/** Suspensions on PostgreSQL. */
export function createSuspensions(em: EntityManager, { clock }: { clock: { now(): Date } }): Suspensions {
  const rowOf = (appId: string) => em.findOne(SuspensionEntity, { appId }, asStored);
  const lockApp = async (appId: string) => {
    const where = { id: toStoredText(appId) };
    const app = await em.findOne(AppEntity, where, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (app === null) throw noSuchApp();
    return app;
  };
  const standingOf = async (appId: string): Promise<AppStanding> => {
    const [app] = await findApps(em, { text: '', id: toStoredText(appId), limit: 1 });
    if (app === undefined) throw noSuchApp();
    const row = await rowOf(app.id);
    return { app, suspension: row === null ? undefined : toSuspension(row), etag: etagOf(row) };
  };
  const change = async (appId: string, ifMatch: string, make: (app: AppEntity, revision: number) => Promise<void>) => {
    const app = await lockApp(appId);
    const before = await standingOf(app.id);
    if (ifMatch !== '*' && ifMatch !== before.etag) throw changed();
    await make(app, ((await rowOf(app.id))?.revision ?? 0) + 1);
    return { before, after: await standingOf(app.id) };
  };
  const hold = async (appId: string) => {
    await em.execute('select 1 from catalog.apps where id = ? for share', [toStoredText(appId)]);
  };
  return {
    find: (query) => findApps(em, query),
    count: () => em.count(SuspensionEntity, {}),
    standingOf,
    async of(appIds) {
      const rows = appIds.length === 0 ? [] : await em.find(SuspensionEntity, { appId: [...appIds] }, asStored);
      return new Map(rows.map((row) => [row.appId, toSuspension(row)]));
    },
    suspend: (appId, wanted, ifMatch) =>
      change(appId, ifMatch, async (app, revision) => {
        const suspendedAt = app.suspendedAt ?? clock.now();
        const said = { note: toStoredText(wanted.note), words: toStoredText(wanted.words) };
        await em.upsert(SuspensionEntity, {
          ...wanted,
          ...said,
          appId: app.id,
          suspendedAt,
          revision,
          toldTo: '',
          toldBefore: await takeReach(em, app.id),
          tellDueAt: clock.now(),
        });
        await em.nativeUpdate(AppEntity, { id: app.id }, { suspendedAt });
        await em.nativeDelete(ListingEntity, { appId: app.id });
      }),
    lift: (appId, ifMatch) =>
      change(appId, ifMatch, async ({ id, ownerId, unlistedAt }) => {
        await endSuspension(em, id, clock.now());
        await em.nativeUpdate(AppEntity, { id }, { suspendedAt: null });
        const inStore = storeVersionOf(await findReleases(em, id));
        if (inStore !== undefined) await showInStore(em, { id, ownerId, unlistedAt, suspendedAt: null }, inStore);
      }),
    async takeUntold() {
      const now = clock.now();
      const [taken] = await em.execute<{ appId: string }[]>(
        `update catalog.suspensions s set tell_due_at = ?::timestamptz
         from (select app_id from catalog.suspensions where tell_due_at <= ?::timestamptz
               order by tell_due_at limit 1 for update skip locked) due
         where s.app_id = due.app_id returning s.app_id as "appId"`,
        [new Date(now.getTime() + leaseMs).toISOString(), now.toISOString()],
      );
      const row = taken && (await rowOf(taken.appId));
      return row ? { ...toSuspension(row), revision: row.revision, toldTo: row.toldTo } : undefined;
    },
    async noteTold({ appId, revision }, toldTo) {
      const told = toldTo === null ? { tellDueAt: null } : { toldTo, tellDueAt: clock.now() };
      return (await em.nativeUpdate(SuspensionEntity, { appId, revision }, told)) === 1;
    },
    hold,
    async holdOpen(appId, wanted) {
      await hold(appId);
      const row = await rowOf(toStoredText(appId));
      if (row === null || (wanted === 'keys' && !row.stopsKeys)) return;
      throw appSuspended(row.suspendedAt);
    },
  };
}

/** That an app is suspended. */
export function appSuspended(since: Date): Refusal<CatalogErrorCode> {
  const detail =
    'This app is suspended by those who run the store. Until they lift that, it cannot be installed or updated.';
  return new Refusal({ code: 'app_suspended', detail, extra: { suspendedAt: since.toISOString() } });
}

function findApps(em: EntityManager, query: ModeratedAppQuery & { id?: string }): Promise<ModeratedApp[]> {
  const { text, id = null, isSuspended = null, after = '', limit } = query;
  const pattern = `%${toStoredText(text)
    .trim()
    .toLowerCase()
    .replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return em.execute<ModeratedApp[]>(
    `select a.id, a.slug, coalesce(v.manifest->>'name', a.draft->>'name') as name, a.owner_id as "ownerId", a.latest_version as "latestVersion",
       a.unlisted_at is null and a.latest_version is not null as "isListed", a.suspended_at is not null as "isSuspended"
     from catalog.apps a left join catalog.versions v on v.app_id = a.id and v.version = a.latest_version
     where a.id = coalesce(?, a.id) and a.slug > ? and (a.suspended_at is not null) = coalesce(?::boolean, a.suspended_at is not null)
       and lower(concat_ws(' ', coalesce(v.manifest->>'name', a.draft->>'name'), a.slug, a.id)) like ?
     order by a.slug limit ?`,
    [id, toStoredText(after), isSuspended, pattern, limit],
  );
}

function toSuspension({ appId, note, words, stopsKeys, by, suspendedAt }: SuspensionEntity): Suspension {
  return { appId, note, words, stopsKeys, by, suspendedAt };
}

const etagOf = (row: SuspensionEntity | null): string =>
  row === null ? '"suspension-none"' : `"suspension-${row.suspendedAt.getTime().toString(36)}-${row.revision}"`;

const noSuchApp = () => refuse('not_found', 'There is no such app.');

const changed = () =>
  refuse('suspension_changed', 'Somebody else suspended the app, or lifted that, after you read it. Look at it again.');

function refuse(code: CatalogErrorCode, detail: string): Refusal<CatalogErrorCode> {
  return new Refusal({ code, detail });
}
