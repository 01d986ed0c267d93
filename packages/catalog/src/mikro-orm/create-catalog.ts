import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { assetIdsOf, type Manifest } from '@minimart/app-manifest';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import { createId } from '@minimart/tokens';
import type { App, Listing, Published, SearchQuery, SearchResult, StoredAsset } from '../catalog.ts';
import type { CatalogErrorCode } from '../catalog-error-codes.ts';
import { isHigherVersion, nextVersion } from '../next-version.ts';
import { AppEntity } from './app.entity.ts';
import { AssetEntity } from './asset.entity.ts';
import { searchListings } from './search-listings.ts';
import { VersionEntity } from './version.entity.ts';

/** Which app of which developer; somebody else's app is `not_found`. */
export interface AppRef {
  appId: string;
  ownerId: string;
}

/** Apps, their drafts and published versions; bound to one EntityManager. `replaceDraft` and `publish` lock, so they need a transaction. */
export interface Catalog {
  /** Refuses `slug_taken` and `unknown_asset`. */
  createApp(app: { ownerId: string; manifest: Manifest }): Promise<App>;
  appOf(ref: AppRef): Promise<App>;
  appsOf(ownerId: string): Promise<App[]>;
  /** Refuses `draft_changed` when `ifMatch` is not the draft's present tag. */
  replaceDraft(ref: AppRef, manifest: Manifest, ifMatch: string): Promise<App>;
  /** Refuses `nothing_to_publish` and `version_invalid`. */
  publish(ref: AppRef, release: { changelog: string; version?: string | undefined }): Promise<Published>;
  search(query: SearchQuery): Promise<SearchResult>;
  /** The latest published version; undefined for an app that never was published. */
  listing(slug: string): Promise<Listing | undefined>;
  listingsOf(appIds: readonly string[]): Promise<Map<string, Listing>>;
  version(appId: string, version: string): Promise<Published | undefined>;
  /** Newest first. */
  versionsOf(appId: string): Promise<Published[]>;
  putAsset(asset: { mediaType: string; bytes: Buffer }): Promise<string>;
  asset(id: string): Promise<StoredAsset | undefined>;
}

/** The catalog on PostgreSQL, taking part in the EntityManager's transaction where there is one. */
export function createCatalog(em: EntityManager, { clock }: { clock: { now(): Date } }): Catalog {
  const find = async ({ appId, ownerId }: AppRef, lock = false): Promise<AppEntity> => {
    const app = await em.findOne(
      AppEntity,
      { id: appId, ownerId },
      { ...(lock && { lockMode: LockMode.PESSIMISTIC_WRITE }), refresh: true },
    );
    if (app === null) throw refuse('not_found', 'There is no such app among yours.');
    return app;
  };
  return {
    async createApp({ ownerId, manifest }) {
      await assertAssets(em, manifest);
      const fixed = {
        id: createId('app'),
        slug: manifest.slug,
        ownerId,
        revision: 1,
        latestVersion: null,
        createdAt: clock.now(),
      };
      await claimSlug(manifest.slug, () => em.insert(AppEntity, { ...fixed, draft: manifest }));
      return toApp({ ...fixed, draft: manifest });
    },
    appOf: async (ref) => toApp(await find(ref)),
    async appsOf(ownerId) {
      return (await em.find(AppEntity, { ownerId }, { orderBy: { createdAt: 'desc', id: 'asc' } })).map(toApp);
    },
    async replaceDraft(ref, manifest, ifMatch) {
      const app = await find(ref, true);
      if (ifMatch !== '*' && ifMatch !== etagOf(app)) {
        throw refuse(
          'draft_changed',
          'The draft was saved by somebody else after you read it. Read it again and merge your change.',
        );
      }
      await assertAssets(em, manifest);
      const changed = { slug: manifest.slug, draft: manifest, revision: app.revision + 1 };
      await claimSlug(manifest.slug, () => em.nativeUpdate(AppEntity, { id: app.id }, changed));
      return toApp({ ...changed, id: app.id, ownerId: app.ownerId, latestVersion: app.latestVersion ?? null });
    },
    async publish(ref, { changelog, version }) {
      const app = await find(ref, true);
      const latest = app.latestVersion ? await findVersion(em, app.id, app.latestVersion) : undefined;
      if (isDeepStrictEqual(latest?.manifest, app.draft)) {
        throw refuse('nothing_to_publish', `The draft is the same as version ${latest?.version}.`);
      }
      const published = {
        appId: app.id,
        version: version ?? nextVersion(latest, app.draft),
        manifest: app.draft,
        changelog,
        publishedAt: clock.now(),
      };
      if (!isHigherVersion(published.version, latest?.version))
        throw versionInvalid(published.version, latest?.version);
      await em.insert(VersionEntity, published);
      await em.nativeUpdate(AppEntity, { id: app.id }, { latestVersion: published.version });
      return published;
    },
    search: (query) => searchListings(em, query),
    async listing(slug) {
      const app = await em.findOne(AppEntity, { slug, latestVersion: { $ne: null } }, { disableIdentityMap: true });
      return app === null ? undefined : (await listingsOf(em, [app.id])).get(app.id);
    },
    listingsOf: (appIds) => listingsOf(em, appIds),
    version: (appId, version) => findVersion(em, appId, version),
    async versionsOf(appId) {
      return (
        await em.find(VersionEntity, { appId }, { disableIdentityMap: true, orderBy: { publishedAt: 'desc' } })
      ).map(toPublished);
    },
    async putAsset({ mediaType, bytes }) {
      const id = hash('sha256', bytes, 'hex').slice(0, 40);
      await em.execute(
        'insert into catalog.assets (id, media_type, bytes, created_at) values (?, ?, ?, ?::timestamptz) on conflict (id) do nothing',
        [id, mediaType, bytes, clock.now().toISOString()],
      );
      return id;
    },
    async asset(id) {
      const row = await em.findOne(AssetEntity, { id }, { disableIdentityMap: true });
      return row === null ? undefined : { id, mediaType: row.mediaType, bytes: Buffer.from(row.bytes) };
    },
  };
}

async function findVersion(em: EntityManager, appId: string, version: string): Promise<Published | undefined> {
  const row = await em.findOne(VersionEntity, { appId, version }, { disableIdentityMap: true });
  return row === null ? undefined : toPublished(row);
}

async function listingsOf(em: EntityManager, appIds: readonly string[]): Promise<Map<string, Listing>> {
  const apps = await em.find(
    AppEntity,
    { id: [...appIds], latestVersion: { $ne: null } },
    { disableIdentityMap: true },
  );
  const latest = apps.map(({ id, latestVersion }) => ({ appId: id, version: latestVersion! }));
  const rows = latest.length === 0 ? [] : await em.find(VersionEntity, { $or: latest }, { disableIdentityMap: true });
  const byId = new Map(apps.map((app) => [app.id, app]));
  return new Map(
    rows.map((row) => {
      const { slug, ownerId } = byId.get(row.appId)!;
      return [row.appId, { ...toPublished(row), slug, ownerId }];
    }),
  );
}

async function assertAssets(em: EntityManager, manifest: Manifest): Promise<void> {
  const wanted = assetIdsOf(manifest);
  if (wanted.length === 0) return;
  const found = await em.find(
    AssetEntity,
    { id: wanted.map(({ id }) => id) },
    { fields: ['id'], disableIdentityMap: true },
  );
  const known = new Set(found.map(({ id }) => id));
  const missing = wanted.filter(({ id }) => !known.has(id));
  if (missing.length === 0) return;
  const errors = missing.map(({ id, path }) => ({
    path,
    message: `There is no asset ${id}. Upload the picture first.`,
  }));
  throw new Refusal<CatalogErrorCode>({ code: 'unknown_asset', detail: errors[0]!.message, errors });
}

async function claimSlug(slug: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'apps_slug_unique') throw error;
    const message = `Another app has the slug ${slug}. Choose another.`;
    throw new Refusal<CatalogErrorCode>({
      code: 'slug_taken',
      detail: message,
      errors: [{ path: 'manifest.slug', message }],
    });
  }
}

function toApp({ id, slug, ownerId, draft, revision, latestVersion }: Omit<AppEntity, 'createdAt'>): App {
  return { id, slug, ownerId, draft, etag: etagOf({ revision }), latestVersion: latestVersion ?? null };
}

function toPublished({ appId, version, manifest, changelog, publishedAt }: VersionEntity): Published {
  return { appId, version, manifest, changelog, publishedAt };
}

function etagOf({ revision }: { revision: number }): string {
  return `"draft-${revision}"`;
}

function refuse(code: CatalogErrorCode, detail: string): Refusal<CatalogErrorCode> {
  return new Refusal({ code, detail });
}

function versionInvalid(version: string, latest: string | undefined): Refusal<CatalogErrorCode> {
  const message = `The version ${version} must be written like 1.2.0${latest === undefined ? '' : ` and be higher than ${latest}`}.`;
  return new Refusal({ code: 'version_invalid', detail: message, errors: [{ path: 'version', message }] });
}
