import { hostsOf, type Manifest } from '@minimart/app-manifest';
import type { Listing, Published } from '@minimart/catalog';
import { variablesOf } from '@minimart/external-request';
import type { z } from 'zod';
import type { Services } from '../../compose.ts';
import { assetUrl } from '../assets/asset-url.ts';
import type { cardSchema, listingSchema } from './listing-schemas.ts';

type Card = z.input<typeof cardSchema>;

/** Listings as cards, with who made them and how many workspaces have them; two queries whatever their number. */
export async function presentCards(services: Services, listings: readonly Listing[]): Promise<Card[]> {
  const em = services.em();
  const developers = await services.accountsOf(em).usersByIds(listings.map(({ ownerId }) => ownerId));
  const installs = await services.installPortsOf(em).store.countLive(listings.map(({ appId }) => appId));
  return listings.map(({ appId, ownerId, slug, version, manifest, publishedAt }) => ({
    id: appId,
    slug,
    name: manifest.name,
    summary: manifest.summary,
    category: manifest.category,
    logoUrl: assetUrl(manifest.logo),
    coverUrl: assetUrl(manifest.cover),
    developer: { name: developers.get(ownerId)?.name ?? 'A former developer' },
    scopeCount: manifest.scopes.length,
    sensitiveScopeCount: manifest.scopes.filter(({ id }) => services.registry.scope(id)?.risk !== 'low').length,
    installs: installs.get(appId) ?? 0,
    version,
    publishedAt: publishedAt.toISOString(),
  }));
}

/** The whole listing: everything a person reads before installing. */
export async function presentListing(
  services: Services,
  listing: Listing,
  versions: readonly Published[],
): Promise<z.input<typeof listingSchema>> {
  const [card] = await presentCards(services, [listing]);
  const { manifest, changelog } = listing;
  const { description, links, video, screenshots, requests } = manifest;
  return {
    ...card!,
    description,
    links: links as { documentation?: string },
    video: video ?? null,
    screenshots: screenshots.map(({ image, alt }) => ({ url: assetUrl(image)!, alt })),
    changelog,
    scopes: presentScopes(services.registry, manifest.scopes),
    cannot: cannotOf(services.registry, manifest.scopes),
    hosts: hostsOf(manifest),
    authInputs: presentAuthInputs(manifest),
    lifecycle: {
      subscribe: requests.subscribe !== undefined,
      unsubscribe: requests.unsubscribe !== undefined,
      dataErasure: requests.dataErasure !== undefined,
    },
    versions: versions.map(({ version, changelog: text, publishedAt }) => ({
      version,
      changelog: text,
      publishedAt: publishedAt.toISOString(),
    })),
  };
}

type PresentedInput = z.input<typeof listingSchema>['authInputs'][number];

/** What the owner fills in, as the manifest declares it, and whether the subscribe request carries it. */
export function presentAuthInputs({ authInputs, requests: { subscribe } }: Manifest): PresentedInput[] {
  const carried = new Set(subscribe === undefined ? [] : variablesOf(subscribe));
  return authInputs.map((input) => ({ ...(input as PresentedInput), isSent: carried.has(`auth.${input.name}`) }));
}

type Registry = Services['registry'];
type AskedScopes = Listing['manifest']['scopes'];

/** The scopes an app asks for, in the words of the registry and with the developer's reasons. */
export function presentScopes(registry: Registry, asked: AskedScopes) {
  return asked.flatMap(({ id, reason, optional }) => {
    const scope = registry.scope(id);
    if (scope === undefined) return [];
    const { label, description, risk, group, verb, icon } = scope;
    return [{ id, label, description, risk, group, verb, icon, reason, optional }];
  });
}

const riskOrder = { high: 0, sensitive: 1, low: 2 } as const;

/**
 * What the app cannot do, stated from the registry: each scope that neither it nor one it implies was asked for, what would weigh most
 * first. Scopes that no app should ask for any more go without saying.
 */
export function cannotOf(registry: Registry, asked: AskedScopes): string[] {
  const within = registry.expand(asked.map(({ id }) => id));
  return registry.scopes
    .filter(({ id, deprecated }) => !within.has(id) && !deprecated)
    .toSorted((one, other) => riskOrder[one.risk] - riskOrder[other.risk])
    .map(({ cannot }) => cannot);
}
