import type { Manifest } from '@minimart/app-manifest';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import { createId } from '@minimart/tokens';
import { draftVersion, isDraftVersion } from '../draft-version.ts';
import type { AppLink, NewLink } from '../link.ts';
import type { App, AppName, Listing, Published, Release, StoreAddress } from '../catalog.ts';
import type { Collection, Collections, Front, Shelf } from '../collection.ts';
import type { SearchQuery, SearchResult, StoreFacts, Suggestion } from '../search.ts';
import type { CatalogErrorCode } from '../catalog-error-codes.ts';
import { AppEntity } from './app.entity.ts';
import { claimAssets } from './claim-assets.ts';
import { claimSlug, slugTaken } from './claim-slug.ts';
import { findCollections, replaceCollections } from './collections.ts';
import { findSnapshots, takeSnapshot } from './draft-snapshots.ts';
import { findFront, findShelf } from './find-front.ts';
import { findSimilar } from './find-similar.ts';
import { findListing, findListings, findNames, findPublished, findVersion, findVersions } from './find-versions.ts';
import { createLink, findLinks, readLink, revokeLink, spendLink } from './links.ts';
import { listAddresses } from './list-addresses.ts';
import { publishDraft } from './publish-draft.ts';
import { holdAssets, releaseAssets } from './release-assets.ts';
import { findReleases, raisePercentage, rollBack } from './releases.ts';
import { readBounded } from './read-bounded.ts';
import { searchBounds, type SearchBounds } from './search-bounds.ts';
import { searchListings } from './search-listings.ts';
import { setListed } from './set-listed.ts';
import { findFacts, noteDeveloper, noteFacts, type NotedDeveloper } from './store-facts.ts';
import { suggestListings } from './suggest-listings.ts';
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
   * Refuses `draft_changed` when `ifMatch` is not the draft's present tag, `nothing_to_publish`, `version_invalid`, `percentage_too_low`, `version_in_review` and `slug_taken`. With a percentage below 100 the store, and who
   * installs, stay with the version before; so they do with one that `needsReview`, until it is approved.
   */
  publish(
    ref: AppRef,
    release: {
      changelog: string;
      version?: string | undefined;
      percentage?: number | undefined;
      ifMatch?: string | undefined;
      needsReview?: boolean | undefined;
    },
  ): Promise<Published>;
  /** Every published version with how far it is let out, the highest first. */
  releasesOf(appId: string): Promise<Release[]>;
  /** Lets a version out further. Refuses `release_rolled_back`, `percentage_too_low` and `slug_taken`. */
  raisePercentage(ref: AppRef, wanted: { version: string; percentage: number }): Promise<Release>;
  /** Takes a version back; the store shows the one before again. Refuses `release_rolled_back` and `nothing_to_roll_back_to`. */
  rollBack(ref: AppRef, version: string): Promise<Release>;
  /** Takes an app out of the store's lists, or puts it back. Installations run on. Refuses `slug_taken`. */
  setListed(ref: AppRef, isListed: boolean): Promise<App>;
  /** Makes a link to a published version; its token is in this answer alone. Refuses `version_invalid` and `too_many_links`. */
  createLink(ref: AppRef, link: NewLink): Promise<{ link: AppLink; token: string }>;
  /** The links of an app, the latest first. */
  linksOf(ref: AppRef): Promise<AppLink[]>;
  revokeLink(ref: AppRef, id: string): Promise<AppLink>;
  /** Refuses `not_found`, `link_revoked`, `link_expired` and `link_used_up`. */
  readLink(token: string): Promise<AppLink>;
  /** Like `readLink`, and counts an installation; call it in the transaction that makes one. */
  spendLink(token: string): Promise<AppLink>;
  search(query: SearchQuery): Promise<SearchResult>;
  /** The addresses of all apps in the store's lists, by slug, from after one slug on. */
  addresses(part: { after?: string | undefined; limit: number }): Promise<StoreAddress[]>;
  /** Listed apps that somebody who is typing may mean, the likeliest first. */
  suggest(text: string, limit: number): Promise<Suggestion[]>;
  /** The front page: so many apps of each collection, so many popular and so many latest ones. */
  front(size: { ofCollection: number; popular: number; latest: number }): Promise<Front>;
  /** A collection with all the apps that it shows; undefined for one that is not there or shows none. */
  shelf(slug: string): Promise<Shelf | undefined>;
  /** All collections, as an operator edits them. */
  collections(): Promise<Collections>;
  /**
   * Puts collections in the place of those there are. Refuses `collections_changed` when `ifMatch` is not their present tag, and `invalid_request` for
   * an app that never was in the store's lists. Needs a transaction.
   */
  replaceCollections(collections: readonly Collection[], ifMatch: string): Promise<Collections>;
  /** Listed apps that are like one: by category, and by the scopes they ask for. */
  similarTo(appId: string, limit: number): Promise<Listing[]>;
  /** What was noted last of the listed apps after an id, by id; from the first on for an empty one. */
  factsAfter(appId: string, limit: number): Promise<StoreFacts[]>;
  /** Notes by which name and domain the listed apps of a developer are found, at once. Needs a transaction. */
  noteDeveloper(ownerId: string, developer: NotedDeveloper): Promise<void>;
  /** Notes by which name and domain a developer is found, and how many workspaces have an app; answers how many apps it changed. Needs a transaction. */
  noteFacts(facts: readonly Omit<StoreFacts, 'ownerId'>[]): Promise<number>;
  /** The latest published version; undefined for an app that never was published. */
  listing(slug: string): Promise<Listing | undefined>;
  listingsOf(appIds: readonly string[]): Promise<Map<string, Listing>>;
  /** What apps are called, by id, in the store or not. */
  namesOf(appIds: readonly string[]): Promise<Map<string, AppName>>;
  /** The id of the app at a slug, in the store or not. */
  appIdAt(slug: string): Promise<string | undefined>;
  /** Keeps the draft as it is now, as a version that is none of the published ones: `0.0.0-draft.<saves>`. */
  snapshotDraft(ref: AppRef): Promise<Published>;
  /** The versions among which an installation of `version` may move, the highest first: all that were published, or the snapshots of the draft. */
  releasesBeside(appId: string, version: string): Promise<Release[]>;
  /** A published version, or a snapshot of the draft. */
  version(appId: string, version: string): Promise<Published | undefined>;
  /** Several at once, in no order; those that never were are left out. */
  published(wanted: readonly { appId: string; version: string }[]): Promise<Published[]>;
  /** Newest first. */
  versionsOf(appId: string): Promise<Published[]>;
}

/** What the catalog needs from outside. */
interface CatalogPorts {
  clock: { now(): Date };
  /** What a developer is called and has proven, so that their apps are found by it from the start; without it, once it is noted. */
  developerOf?: ((ownerId: string) => Promise<NotedDeveloper | undefined>) | undefined;
  /** How much work a search does at most; what a large store allows, without it. */
  bounds?: SearchBounds | undefined;
}

/** The catalog on PostgreSQL, taking part in the EntityManager's transaction where there is one. */
export function createCatalog(em: EntityManager, { clock, developerOf, bounds = searchBounds }: CatalogPorts): Catalog {
  const nameDeveloper = async ({ id, ownerId }: AppEntity) => {
    const developer = await developerOf?.(ownerId);
    if (developer !== undefined) await noteDeveloper(em, { ownerId, appId: id }, developer);
  };
  return {
    async createApp({ ownerId, manifest }) {
      await claimAssets(em, manifest, { ownerId, at: clock.now() });
      const { slug } = manifest;
      const fixed = { id: createId('app'), slug, ownerId, revision: 1, latestVersion: null, createdAt: clock.now() };
      const listed = { unlistedAt: null, wasListed: false, suspendedAt: null };
      await claimSlug(slug, () => em.insert(AppEntity, { ...fixed, ...listed, draft: manifest }));
      return toApp({ ...fixed, ...listed, draft: manifest });
    },
    appOf: async (ref) => toApp(await findApp(em, ref)),
    async appsOf(ownerId) {
      return (await em.find(AppEntity, { ownerId }, { orderBy: { createdAt: 'desc', id: 'asc' } })).map(toApp);
    },
    async replaceDraft(ref, manifest, ifMatch) {
      const app = await findApp(em, ref, true);
      assertUnchanged(app, ifMatch, 'Read it again and merge your change.');
      const claim = { ownerId: ref.ownerId, at: clock.now() };
      const assets = { before: app.draft, after: manifest };
      await holdAssets(em, [assets.before, assets.after]);
      await claimAssets(em, manifest, claim);
      const saved = await saveDraft(em, app, manifest);
      await releaseAssets(em, assets, claim);
      return saved;
    },
    async publish(ref, release) {
      const app = await findApp(em, ref, true);
      assertUnchanged(app, release.ifMatch ?? '*', 'Look at it again before you publish it.');
      const published = await publishDraft(em, app, { ...release, publishedAt: clock.now() });
      await nameDeveloper(app);
      return published;
    },
    releasesOf: (appId) => findReleases(em, toStoredText(appId)),
    async raisePercentage(ref, wanted) {
      return raisePercentage(em, await findApp(em, ref, true), { ...wanted, changedAt: clock.now() });
    },
    async rollBack(ref, version) {
      return rollBack(em, await findApp(em, ref, true), { version, changedAt: clock.now() });
    },
    async setListed(ref, isListed) {
      const app = await findApp(em, ref, true);
      await setListed(em, app, { isListed, at: clock.now() });
      await nameDeveloper(app);
      return toApp(await findApp(em, ref));
    },
    async createLink(ref, link) {
      return createLink(em, (await findApp(em, ref, true)).id, { ...link, createdAt: clock.now() });
    },
    linksOf: async (ref) => findLinks(em, (await findApp(em, ref)).id),
    revokeLink: async (ref, id) => revokeLink(em, { appId: (await findApp(em, ref)).id, id }, clock.now()),
    readLink: (token) => readLink(em, token, clock.now()),
    spendLink: (token) => spendLink(em, token, clock.now()),
    search: (query) => readBounded(em, (reading) => searchListings(reading, query, bounds)),
    addresses: (part) => listAddresses(em, part),
    suggest: (text, limit) => readBounded(em, (reading) => suggestListings(reading, { text, limit, bounds })),
    front: (size) => findFront(em, size),
    shelf: (slug) => findShelf(em, slug),
    collections: () => findCollections(em),
    replaceCollections: (collections, ifMatch) => replaceCollections(em, collections, ifMatch),
    similarTo: (appId, limit) => findSimilar(em, appId, limit),
    factsAfter: (appId, limit) => findFacts(em, appId, limit),
    noteDeveloper: (ownerId, developer) => noteDeveloper(em, { ownerId }, developer),
    noteFacts: (facts) => noteFacts(em, facts),
    listing: (slug) => findListing(em, slug),
    listingsOf: (appIds) => findListings(em, appIds),
    namesOf: (appIds) => findNames(em, appIds),
    async appIdAt(slug) {
      const where = { slug: toStoredText(slug) };
      return (await em.findOne(AppEntity, where, { fields: ['id'], disableIdentityMap: true }))?.id;
    },
    async snapshotDraft(ref) {
      return takeSnapshot(em, await findApp(em, ref, true), clock.now());
    },
    releasesBeside: (appId, version) =>
      isDraftVersion(version) ? findSnapshots(em, toStoredText(appId)) : findReleases(em, toStoredText(appId)),
    version: (appId, version) => findVersion(em, appId, version),
    published: (wanted) => findPublished(em, wanted),
    versionsOf: (appId) => findVersions(em, appId),
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
  const { id, ownerId, latestVersion = null, unlistedAt, wasListed, suspendedAt } = app;
  return toApp({ ...changed, id, ownerId, latestVersion, unlistedAt, wasListed, suspendedAt });
}

function toApp(app: Omit<AppEntity, 'createdAt'>): App {
  const { id, slug, ownerId, draft, revision, latestVersion, unlistedAt, suspendedAt } = app;
  return {
    id,
    slug,
    ownerId,
    draft,
    draftVersion: draftVersion(revision),
    etag: etagOf({ revision }),
    latestVersion: latestVersion ?? null,
    isListed: unlistedAt === null,
    isSuspended: suspendedAt !== null,
  };
}

function assertUnchanged(app: AppEntity, ifMatch: string, then: string): void {
  if (ifMatch === '*' || ifMatch === etagOf(app)) return;
  throw refuse('draft_changed', `The draft was saved by somebody else after you read it. ${then}`);
}

function etagOf({ revision }: { revision: number }): string {
  return `"draft-${revision}"`;
}

function refuse(code: CatalogErrorCode, detail: string): Refusal<CatalogErrorCode> {
  return new Refusal({ code, detail });
}
