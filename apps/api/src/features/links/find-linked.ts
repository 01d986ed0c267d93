import type { AppLink, Listing, Published } from '@minimart/catalog';
import { Refusal } from '@minimart/problem';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import { assertNotSuspended } from '../listings/assert-not-suspended.ts';
import type { StoreApp } from '../approvals/find-app.ts';

type Catalog = Pick<Services, 'catalogOf' | 'suspensionsOf'>;

/** Which app is asked for, and by which link. */
export interface Linked {
  slug: string;
  token: string;
}

/** The listing that a link leads to, to be read. Refuses as `readLink` of the catalog does, and `not_found` for a link to another app. */
export async function readLinked(
  services: Catalog,
  em: EntityManager,
  { slug, token }: Linked,
): Promise<{ link: AppLink; listing: Listing }> {
  const link = await services.catalogOf(em).readLink(token);
  return { link, listing: await listingOf(services, em, { slug, link }) };
}

/** The app that a link leads to, with one installation counted: call it in the transaction that installs. Refuses as `readLinked` does. */
export async function spendLinked(services: Catalog, em: EntityManager, { slug, token }: Linked): Promise<StoreApp> {
  // The app before its link, as its developer holds them.
  const { appId } = await services.catalogOf(em).readLink(token);
  await services.suspensionsOf(em).holdOpen(appId, 'installs');
  const link = await services.catalogOf(em).spendLink(token);
  const listing = await listingOf(services, em, { slug, link });
  return { id: listing.appId, name: listing.manifest.name, listing };
}

/** The version that a link names, or where it was rolled back the one that is out for everybody. */
async function listingOf(
  { catalogOf, suspensionsOf }: Catalog,
  em: EntityManager,
  { slug, link }: { slug: string; link: AppLink },
): Promise<Listing> {
  const catalog = catalogOf(em);
  const listing = (await catalog.listingsOf([link.appId])).get(link.appId);
  if (listing?.slug !== slug) throw new Refusal({ code: 'not_found', detail: 'This link leads to another app.' });
  await assertNotSuspended({ suspensionsOf }, em, listing);
  if (link.version === null || link.version === listing.version) return listing;
  const named = (await catalog.releasesOf(link.appId)).find(({ version }) => version === link.version);
  return named === undefined || named.rolledBackAt !== null ? listing : { ...listing, ...publishedPart(named) };
}

const publishedPart = ({ version, manifest, changelog, publishedAt }: Published) => ({
  version,
  manifest,
  changelog,
  publishedAt,
});
