import type { Listing, Published } from '@minimart/catalog';
import type { Installation, InstallResult } from '@minimart/installs';
import type { ScopeUse } from '@minimart/keys';
import type { z } from 'zod';
import type { Services } from '../../compose.ts';
import { assetUrl } from '../assets/asset-url.ts';
import type { installationSchema } from './installation-schemas.ts';
import { presentAuthInputs } from '../listings/present-listing.ts';
import { useOfGrant } from './use-of-grant.ts';

type Presented = z.input<typeof installationSchema>;

/** Installations with the name and logo of their app, in the version that each has. */
export async function presentInstallations(
  services: Services,
  installations: readonly Installation[],
): Promise<Presented[]> {
  const catalog = services.catalogOf(services.em());
  const listings = await catalog.listingsOf([...new Set(installations.map(({ appId }) => appId))]);
  const since = new Date(services.clock.now().getTime() - 30 * 24 * 3_600_000);
  const uses = await services.usesOf(services.em()).usesSince(
    installations.map(({ id }) => id),
    since,
  );
  return Promise.all(
    installations.map(async (installation) => {
      const { appId, version } = installation;
      const listing = listings.get(appId);
      const installed = listing?.version === version ? listing : await catalog.version(appId, version);
      if (listing === undefined || installed === undefined)
        throw new Error(`App ${appId} has lost version ${version}.`);
      return present(services, { installation, listing, installed, uses });
    }),
  );
}

/** One installation after a move, with its key where that is shown this once. */
export async function presentResult(services: Services, { installation, plainKey }: InstallResult): Promise<Presented> {
  const [body] = await presentInstallations(services, [installation]);
  return { ...body!, ...(plainKey !== null && { plainKey }) };
}

interface Parts {
  installation: Installation;
  listing: Listing;
  installed: Published;
  /** Of all installations. */
  uses: ScopeUse[];
}

function present({ registry }: Services, { installation, listing, installed, uses }: Parts): Presented {
  const { manifest } = installed;
  const { consent, delivery, id, version, status, message, scopes, key } = installation;
  const used = useOfGrant(
    registry,
    scopes,
    uses.filter(({ subject }) => subject === id),
  );
  const declared = new Map(presentAuthInputs(manifest).map((input) => [input.name, input]));
  return {
    id,
    app: { id: listing.appId, slug: listing.slug, name: manifest.name, logoUrl: assetUrl(manifest.logo) },
    version,
    status,
    message,
    scopes,
    grant: consent.scopes.map(({ id: scopeId, label, reason, optional }) => {
      const { risk = 'low', icon = 'key', verb = 'see' } = registry.scope(scopeId) ?? {};
      const { uses: count = 0, lastUsedAt = null } = used.get(scopeId) ?? {};
      const granted = scopes.includes(scopeId);
      const use = { uses: count, lastUsedAt: lastUsedAt?.toISOString() ?? null };
      return { id: scopeId, label, reason, optional, granted, risk, icon, verb, ...use };
    }),
    key,
    authInputs: installation.authInputs.map(({ name, secret, value, isFilled }) => ({
      title: name,
      type: 'string' as const,
      required: false,
      ...declared.get(name),
      name,
      secret,
      value: secret ? null : value,
      isFilled,
    })),
    isChangingInputs: installation.isChangingInputs,
    delivery: delivery && { ...delivery, nextAttemptAt: delivery.nextAttemptAt?.toISOString() ?? null },
    createdAt: installation.createdAt.toISOString(),
    activatedAt: installation.activatedAt?.toISOString() ?? null,
    uninstalledAt: installation.uninstalledAt?.toISOString() ?? null,
    erasedAt: installation.erasedAt?.toISOString() ?? null,
  };
}
