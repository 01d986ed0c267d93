import type { Manifest } from '@minimart/app-manifest';

/** An app as its developer sees it: the draft, the tag that guards it, and the version that the store shows. */
export interface App {
  id: string;
  slug: string;
  ownerId: string;
  draft: Manifest;
  /** The version that the draft as it is now has in its developer's sandbox. */
  draftVersion: string;
  /** Strong entity tag of the draft (RFC 9110), quotes included. */
  etag: string;
  latestVersion: string | null;
  /** Whether the store's lists have it, or will with its first version. */
  isListed: boolean;
  /** Whether those who run the store have suspended it. */
  isSuspended: boolean;
}

/** What an app is called, and whose it is. */
export interface AppName {
  slug: string;
  name: string;
  ownerId: string;
}

/** A published version; never changed. */
export interface Published {
  appId: string;
  version: string;
  manifest: Manifest;
  changelog: string;
  publishedAt: Date;
}

/**
 * A published version and how far it is let out: to `percentage` of a hundred installations, or to none once it was rolled back. With a percentage of 0 it
 * waits for a review, and rolled back as well it was refused or withdrawn.
 */
export interface Release extends Published {
  percentage: number;
  rolledBackAt: Date | null;
}

/** What the store shows: the highest version of an app that is out for everybody. */
export interface Listing extends Published {
  slug: string;
  ownerId: string;
  /** `unlisted`: taken out of the lists, its page stays; `hidden`: never was in them. Neither installs but by a link. `suspended`: by those who run the store. */
  standing: 'listed' | 'unlisted' | 'hidden' | 'suspended';
}

/** Where an app of the store's lists is, and since when it is as it is. */
export interface StoreAddress {
  slug: string;
  publishedAt: Date;
}

/** One file of an asset: its name in the address, where its bytes lie, and what they are. Sizes are in pixels. */
export interface AssetFile {
  name: string;
  key: string;
  mediaType: string;
  width: number | null;
  height: number | null;
  byteLength: number;
}

/** A picture or a video that an app may show. `width` and `height` are null where they are not known. */
export interface Asset {
  id: string;
  mediaType: string;
  width: number | null;
  height: number | null;
  files: AssetFile[];
}

/** An asset with its bytes where they lie in the database, as those from before there were files do. */
export interface StoredAsset extends Asset {
  bytes: Buffer | null;
}

/** A new asset. One that belongs to nobody came with the store and is never removed. */
export interface NewAsset extends Asset {
  ownerId: string | null;
}
