import type { Manifest } from '@minimart/app-manifest';

/** An app as its developer sees it: the draft, the tag that guards it, and the version that the store shows. */
export interface App {
  id: string;
  slug: string;
  ownerId: string;
  draft: Manifest;
  /** Strong entity tag of the draft (RFC 9110), quotes included. */
  etag: string;
  latestVersion: string | null;
}

/** A published version; never changed. */
export interface Published {
  appId: string;
  version: string;
  manifest: Manifest;
  changelog: string;
  publishedAt: Date;
}

/** A published version and how far it is let out: to `percentage` of a hundred installations, or to none once it was rolled back. */
export interface Release extends Published {
  percentage: number;
  rolledBackAt: Date | null;
}

/** What the store shows: the highest version of an app that is out for everybody. */
export interface Listing extends Published {
  slug: string;
  ownerId: string;
}

/** What to look for; every part may be left out. `limit` 1 to 100. */
export interface SearchQuery {
  query?: string | undefined;
  category?: string | undefined;
  sort: 'name' | 'new';
  cursor?: string | undefined;
  limit: number;
}

/** A page of listings; `total` and `categories` count all that match, the latter whatever the category asked for. */
export interface SearchResult {
  items: Listing[];
  nextCursor: string | null;
  total: number;
  categories: { id: string; count: number }[];
}

/** A stored picture. */
export interface StoredAsset {
  id: string;
  mediaType: string;
  bytes: Buffer;
}
