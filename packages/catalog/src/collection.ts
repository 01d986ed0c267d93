import type { Listing } from './catalog.ts';
import type { CategoryCount } from './search.ts';

/** A list of apps that an operator has put together. */
export interface Collection {
  /** Its place in addresses. */
  slug: string;
  title: string;
  summary: string;
  /** Slugs of apps, in the order in which they are shown. */
  apps: string[];
}

/** All collections in the order in which they are shown. */
export interface Collections {
  /** Of each, `notShown` are those of its apps that are not in the store's lists now. */
  items: (Collection & { notShown: string[] })[];
  /** Strong entity tag of them all (RFC 9110), quotes included. */
  etag: string;
}

/** What of a collection is shown: its apps that are in the store's lists. */
export interface Shelf {
  slug: string;
  title: string;
  summary: string;
  items: Listing[];
  /** How many apps it shows in all. */
  total: number;
}

/** What somebody sees who looks for nothing in particular. */
export interface Front {
  /** How many apps the store has. */
  total: number;
  /** Categories that have apps, the largest first. */
  categories: CategoryCount[];
  /** Those that have apps to show. */
  collections: Shelf[];
  /** Those that most workspaces have, as noted last; none that nobody has. */
  popular: Listing[];
  /** Those whose present versions were published last. */
  latest: Listing[];
}
