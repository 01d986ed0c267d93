import type { PublicDeveloper } from '@minimart/accounts';
import { hostsOf, type Manifest } from '@minimart/app-manifest';
import type { AppLink, Listing, Published } from '@minimart/catalog';
import { variablesOf } from '@minimart/external-request';
import type { Rating } from '@minimart/reviews';
import type { z } from 'zod';
import type { Services } from '../../compose.ts';
import { assetUrl } from '../assets/asset-url.ts';
import { assetsOfReferences, presentPicture } from '../assets/present-picture.ts';
import { presentVideo } from '../assets/present-video.ts';
import { cannotOf } from './cannot-of.ts';
import type { cardSchema, listingSchema } from './listing-schemas.ts';
import { presentScopes } from './present-scopes.ts';
import { presentVersions } from './present-versions.ts';
import { roundInstalls } from './round-installs.ts';

type Card = z.input<typeof cardSchema>;

/** Listings as cards, with their pictures, who made them and how many workspaces have them and what they say; four queries whatever their number. */
export async function presentCards(services: Services, listings: readonly Listing[]): Promise<Card[]> {
  const em = services.em();
  const developers = await services.developersOf(em).publicOf(listings.map(({ ownerId }) => ownerId));
  const installs = await services.installPortsOf(em).store.countLive(listings.map(({ appId }) => appId));
  const ratings = await services.reviewsOf(em).ratingsOf(listings.map(({ appId }) => appId));
  const references = listings.flatMap(({ manifest: { logo, cover } }) => [logo, cover]);
  const assets = await assetsOfReferences(services, references);
  return listings.map(({ appId, ownerId, slug, version, manifest, publishedAt }) => ({
    id: appId,
    slug,
    name: manifest.name,
    summary: manifest.summary,
    category: manifest.category,
    language: manifest.language ?? 'en',
    pricing: manifest.pricing ?? null,
    logoUrl: assetUrl(manifest.logo),
    coverUrl: assetUrl(manifest.cover),
    logo: presentPicture(manifest.logo, assets),
    cover: presentPicture(manifest.cover, assets),
    developer: presentDeveloper(developers.get(ownerId)),
    scopeCount: manifest.scopes.length,
    sensitiveScopeCount: manifest.scopes.filter(({ id }) => services.registry.scope(id)?.risk !== 'low').length,
    installs: roundInstalls(installs.get(appId) ?? 0),
    rating: presentRating(ratings.get(appId)),
    version,
    publishedAt: publishedAt.toISOString(),
  }));
}

function presentDeveloper(developer: PublicDeveloper | undefined): Card['developer'] {
  return { name: developer?.name ?? 'A former developer', domain: developer?.domain ?? null };
}

function presentRating(rating: Rating | undefined): Card['rating'] {
  if (rating === undefined || rating.average === null) return null;
  return { average: rating.average, count: rating.count };
}

/** The whole listing: everything a person reads before installing, by a link where there is one. `versions` are those that may be told of. */
export async function presentListing(
  services: Services,
  listing: Listing,
  { versions, link }: { versions: readonly Published[]; link?: AppLink | undefined },
): Promise<z.input<typeof listingSchema>> {
  const [card] = await presentCards(services, [listing]);
  const { manifest, changelog, standing } = listing;
  const { description, pricingUrl = null, links, video, screenshots, requests } = manifest;
  const assets = await assetsOfReferences(services, [video, ...screenshots.map(({ image }) => image)]);
  const developer = (await services.developersOf(services.em()).publicOf([listing.ownerId])).get(listing.ownerId);
  const { website = null, supportEmail = null } = developer ?? {};
  return {
    ...card!,
    developer: { ...card!.developer, website, supportEmail },
    isListed: standing === 'listed',
    link: link === undefined ? null : { expiresAt: link.expiresAt.toISOString(), left: link.cap - link.installs },
    description,
    pricingUrl,
    links: links as { documentation?: string },
    ...presentVideo(video, assets),
    screenshots: screenshots.map(({ image, alt }) => ({ ...presentPicture(image, assets)!, alt })),
    changelog,
    scopes: presentScopes(services.registry, manifest.scopes),
    cannot: cannotOf(
      services.registry,
      manifest.scopes.map(({ id }) => id),
    ),
    hosts: hostsOf(manifest),
    authInputs: presentAuthInputs(manifest),
    lifecycle: {
      subscribe: requests.subscribe !== undefined,
      unsubscribe: requests.unsubscribe !== undefined,
      dataErasure: requests.dataErasure !== undefined,
    },
    versions: presentVersions(services.registry, versions),
  };
}

type PresentedInput = z.input<typeof listingSchema>['authInputs'][number];

/** What the owner fills in, as the manifest declares it, and whether the subscribe request carries it. */
export function presentAuthInputs({ authInputs, requests: { subscribe } }: Manifest): PresentedInput[] {
  const carried = new Set(subscribe === undefined ? [] : variablesOf(subscribe));
  return authInputs.map((input) => ({ ...(input as PresentedInput), isSent: carried.has(`auth.${input.name}`) }));
}
