import type { Manifest } from '@minimart/app-manifest';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import { createId } from '@minimart/tokens';
import type { App, Listing, Published, Release, SearchQuery, SearchResult, StoredAsset } from '../catalog.ts';
import type { CatalogErrorCode } from '../catalog-error-codes.ts';
import { AppEntity } from './app.entity.ts';
import { assertAssets, findAsset, putAsset } from './assets.ts';
import { claimSlug, slugTaken } from './claim-slug.ts';
import { findListing, findListings, findPublished, findVersion, findVersions } from './find-versions.ts';
import { publishDraft } from './publish-draft.ts';
import { findReleases, raisePercentage, rollBack } from './releases.ts';
import { searchListings } from './search-listings.ts';
import { toStoredText } from './to-stored-text.ts';

/** Which app of which developer; somebody else's app is `not_found`. */
interface AppRef {
  appId: string;
  ownerId: string;
}

/**
 * Apps, their drafts and published versions; bound to one EntityManager. What changes a draft or a release locks, so it
 * needs a transaction.
 */
export interface Catalog {
  /** Refuses `slug_taken` and `unknown_asset`. */
  createApp(app: { ownerId: string; manifest: Manifest }): Promise<App>;
  appOf(ref: AppRef): Promise<App>;
  appsOf(ownerId: string): Promise<App[]>;
  /**
   * Refuses `draft_changed` when `ifMatch` is not the draft's present tag. The slug of an app that is in the store moves
   * with the next publication, not with the draft.
   */
  replaceDraft(ref: AppRef, manifest: Manifest, ifMatch: string): Promise<App>;
  /**
   * Refuses `nothing_to_publish`, `version_invalid`, `percentage_too_low` and `slug_taken`. With a percentage below 100 the store, and who
   * installs, stay with the version before.
   */
  publish(
    ref: AppRef,
    release: { changelog: string; version?: string | undefined; percentage?: number | undefined },
  ): Promise<Published>;
  /** Every published version with how far it is let out, the highest first. */
  releasesOf(appId: string): Promise<Release[]>;
  /** Lets a version out further. Refuses `release_rolled_back`, `percentage_too_low` and `slug_taken`. */
  raisePercentage(ref: AppRef, wanted: { version: string; percentage: number }): Promise<Release>;
  /** Takes a version back; the store shows the one before again. Refuses `release_rolled_back` and `nothing_to_roll_back_to`. */
  rollBack(ref: AppRef, version: string): Promise<Release>;
  search(query: SearchQuery): Promise<SearchResult>;
  /** The latest published version; undefined for an app that never was published. */
  listing(slug: string): Promise<Listing | undefined>;
  listingsOf(appIds: readonly string[]): Promise<Map<string, Listing>>;
  version(appId: string, version: string): Promise<Published | undefined>;
  /** Several at once, in no order; those that were never published are left out. */
  published(wanted: readonly { appId: string; version: string }[]): Promise<Published[]>;
  /** Newest first. */
  versionsOf(appId: string): Promise<Published[]>;
  putAsset(asset: { mediaType: string; bytes: Buffer }): Promise<string>;
  asset(id: string): Promise<StoredAsset | undefined>;
}

/** The catalog on PostgreSQL, taking part in the EntityManager's transaction where there is one. */
export function createCatalog(em: EntityManager, { clock }: { clock: { now(): Date } }): Catalog {
  return {
    async createApp({ ownerId, manifest }) {
      await assertAssets(em, manifest);
      const { slug } = manifest;
      const fixed = { id: createId('app'), slug, ownerId, revision: 1, latestVersion: null, createdAt: clock.now() };
      await claimSlug(slug, () => em.insert(AppEntity, { ...fixed, draft: manifest }));
      return toApp({ ...fixed, draft: manifest });
    },
    appOf: async (ref) => toApp(await findApp(em, ref)),
    async appsOf(ownerId) {
      return (await em.find(AppEntity, { ownerId }, { orderBy: { createdAt: 'desc', id: 'asc' } })).map(toApp);
    },
    async replaceDraft(ref, manifest, ifMatch) {
      const app = await findApp(em, ref, true);
      if (ifMatch !== '*' && ifMatch !== etagOf(app)) {
        throw refuse(
          'draft_changed',
          'The draft was saved by somebody else after you read it. Read it again and merge your change.',
        );
      }
      await assertAssets(em, manifest);
      return saveDraft(em, app, manifest);
    },
    async publish(ref, release) {
      return publishDraft(em, await findApp(em, ref, true), { ...release, publishedAt: clock.now() });
    },
    releasesOf: (appId) => findReleases(em, toStoredText(appId)),
    async raisePercentage(ref, wanted) {
      return raisePercentage(em, await findApp(em, ref, true), { ...wanted, changedAt: clock.now() });
    },
    async rollBack(ref, version) {
      return rollBack(em, await findApp(em, ref, true), { version, changedAt: clock.now() });
    },
    search: (query) => searchListings(em, query),
    listing: (slug) => findListing(em, slug),
    listingsOf: (appIds) => findListings(em, appIds),
    version: (appId, version) => findVersion(em, appId, version),
    published: (wanted) => findPublished(em, wanted),
    versionsOf: (appId) => findVersions(em, appId),
    putAsset: (asset) => putAsset(em, asset, clock.now()),
    asset: (id) => findAsset(em, id),
  };
}

async function findApp(em: EntityManager, { appId, ownerId }: AppRef, lock = false): Promise<AppEntity> {
  const where = { id: toStoredText(appId), ownerId };
  const app = await em.findOne(AppEntity, where, {
    ...(lock && { lockMode: LockMode.PESSIMISTIC_WRITE }),
    refresh: true,
  });
  if (app === null) throw refuse('not_found', 'There is no such app among yours.');
  return app;
}

async function saveDraft(em: EntityManager, app: AppEntity, manifest: Manifest): Promise<App> {
  const published = app.latestVersion != null;
  if (published && (await em.count(AppEntity, { slug: manifest.slug, id: { $ne: app.id } })) > 0) {
    throw slugTaken(manifest.slug);
  }
  const changed = { slug: published ? app.slug : manifest.slug, draft: manifest, revision: app.revision + 1 };
  await claimSlug(manifest.slug, () => em.nativeUpdate(AppEntity, { id: app.id }, changed));
  const { id, ownerId, latestVersion = null } = app;
  return toApp({ ...changed, id, ownerId, latestVersion });
}

function toApp({ id, slug, ownerId, draft, revision, latestVersion }: Omit<AppEntity, 'createdAt'>): App {
  return { id, slug, ownerId, draft, etag: etagOf({ revision }), latestVersion: latestVersion ?? null };
}

function etagOf({ revision }: { revision: number }): string {
  return `"draft-${revision}"`;
}

function refuse(code: CatalogErrorCode, detail: string): Refusal<CatalogErrorCode> {
  return new Refusal({ code, detail });
}
