import type { EntityManager } from '@mikro-orm/postgresql';
import type { Listing } from '../catalog.ts';
import type { Front, Shelf } from '../collection.ts';
import { countCategories } from './count-categories.ts';
import { findListings } from './find-versions.ts';
import { toStoredText } from './to-stored-text.ts';

/** How much of each part the front page shows. */
interface FrontSize {
  ofCollection: number;
  popular: number;
  latest: number;
}

/** An app of a collection that is in the store's lists. */
interface Member {
  slug: string;
  title: string;
  summary: string;
  appId: string;
}

/** Reads the front page; manifests are read for the apps that it shows alone. */
export async function findFront(em: EntityManager, { ofCollection, popular, latest }: FrontSize): Promise<Front> {
  const categories = await countCategories(em);
  const popularIds = await readIds(
    em,
    'select app_id as id from catalog.listings where installs > 0 order by installs desc, app_id desc limit ?',
    popular,
  );
  const latestIds = await readIds(
    em,
    'select app_id as id from catalog.listings order by published_at desc, app_id desc limit ?',
    latest,
  );
  const members = Map.groupBy(await findMembers(em, null), ({ slug }) => slug);
  const shelves = [...members.values()].map((all) => ({ all, first: all.slice(0, ofCollection) }));
  const shown = shelves.flatMap(({ first }) => first.map(({ appId }) => appId));
  const listings = await findListings(em, [...new Set([...popularIds, ...latestIds, ...shown])]);
  return {
    total: categories.reduce((sum, { count }) => sum + count, 0),
    categories,
    collections: shelves.map(({ all, first }) => toShelf(first, { listings, total: all.length })),
    popular: inOrder(popularIds, listings),
    latest: inOrder(latestIds, listings),
  };
}

/** A collection with all that it shows; undefined when there is none with this slug, or none of its apps is in the store's lists. */
export async function findShelf(em: EntityManager, slug: string): Promise<Shelf | undefined> {
  const members = await findMembers(em, toStoredText(slug));
  if (members.length === 0) return undefined;
  const listings = await findListings(
    em,
    members.map(({ appId }) => appId),
  );
  return toShelf(members, { listings, total: members.length });
}

/** What collections show, in their order; of one alone where a slug is given. */
function findMembers(em: EntityManager, slug: string | null): Promise<Member[]> {
  return em.execute<Member[]>(
    `select c.slug, c.title, c.summary, l.app_id as "appId"
     from catalog.collections c
     cross join lateral jsonb_array_elements_text(c.app_ids) with ordinality as named(app_id, place)
     join catalog.listings l on l.app_id = named.app_id
     where c.slug = coalesce(?, c.slug)
     order by c.place, c.slug, named.place`,
    [slug],
  );
}

async function readIds(em: EntityManager, sql: string, limit: number): Promise<string[]> {
  return (await em.execute<{ id: string }[]>(sql, [limit])).map(({ id }) => id);
}

function toShelf(
  members: readonly Member[],
  { listings, total }: { listings: Map<string, Listing>; total: number },
): Shelf {
  const { slug, title, summary } = members[0]!;
  const ids = members.map(({ appId }) => appId);
  return { slug, title, summary, items: inOrder(ids, listings), total };
}

function inOrder(ids: readonly string[], listings: Map<string, Listing>): Listing[] {
  return ids.flatMap((id) => listings.get(id) ?? []);
}
