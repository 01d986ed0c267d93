import type { Published, Suspension } from '@minimart/catalog';
import type { Installation, InstallResult } from '@minimart/installs';
import type { KeyRecord, ScopeUse } from '@minimart/keys';
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
  const names = await catalog.namesOf([...new Set(installations.map(({ appId }) => appId))]);
  const published = await catalog.published(installations);
  const suspensions = await services.suspensionsOf(services.em()).of([...names.keys()]);
  const versions = new Map(published.map((each) => [`${each.appId} ${each.version}`, each]));
  const since = new Date(services.clock.now().getTime() - 30 * 24 * 3_600_000);
  const uses = await services.usesOf(services.em()).usesSince(
    installations.map(({ id }) => id),
    since,
  );
  const keys = await services.keysOf(services.em()).liveKeysOf(installations.map(({ id }) => id));
  return installations.map((installation) => {
    const { appId, version } = installation;
    const app = names.get(appId);
    const installed = versions.get(`${appId} ${version}`);
    if (app === undefined || installed === undefined) throw new Error(`App ${appId} has lost version ${version}.`);
    const suspension = installation.isTest ? undefined : suspensions.get(appId);
    return present(services, { installation, slug: app.slug, installed, suspension, uses, keys });
  });
}

/** One installation after a move, with its key where that is shown this once. */
export async function presentResult(services: Services, { installation, plainKey }: InstallResult): Promise<Presented> {
  const [body] = await presentInstallations(services, [installation]);
  return { ...body!, ...(plainKey !== null && { plainKey }) };
}

interface Parts {
  installation: Installation;
  slug: string;
  installed: Published;
  suspension: Suspension | undefined;
  /** Of all installations. */
  uses: ScopeUse[];
  keys: KeyRecord[];
}

function present({ registry }: Services, { installation, slug, installed, suspension, uses, keys }: Parts): Presented {
  const { manifest } = installed;
  const { delivery, id, version, status, message, scopes, key } = installation;
  const used = useOfGrant(
    registry,
    scopes,
    uses.filter(({ subject }) => subject === id),
  );
  const declared = new Map(presentAuthInputs(manifest).map((input) => [input.name, input]));
  return {
    id,
    app: {
      id: installation.appId,
      slug,
      name: manifest.name,
      logoUrl: assetUrl(manifest.logo),
      links: manifest.links as Presented['app']['links'],
    },
    suspension: suspension
      ? { since: suspension.suspendedAt.toISOString(), words: suspension.words, stopsKeys: suspension.stopsKeys }
      : null,
    version,
    isTest: installation.isTest,
    status,
    message,
    scopes,
    grant: manifest.scopes.map(({ id: scopeId, reason, optional }) => {
      const { label = scopeId, risk = 'low', icon = 'key', verb = 'see' } = registry.scope(scopeId) ?? {};
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
    update: installation.update && { ...installation.update, since: installation.update.since.toISOString() },
    changelog: installed.changelog,
    formerVersion: installation.formerVersion,
    versionSince: installation.versionSince.toISOString(),
    lastCallAt: lastCallOf(id, uses, keys)?.toISOString() ?? null,
    lastAnswerAt: installation.lastAnswerAt?.toISOString() ?? null,
    createdAt: installation.createdAt.toISOString(),
    activatedAt: installation.activatedAt?.toISOString() ?? null,
    uninstalledAt: installation.uninstalledAt?.toISOString() ?? null,
    erasedAt: installation.erasedAt?.toISOString() ?? null,
  };
}

/** Keys that live say it, however long ago; the counts of scopes say it of keys that have ended. */
function lastCallOf(subject: string, uses: readonly ScopeUse[], keys: readonly KeyRecord[]): Date | undefined {
  return [...uses, ...keys]
    .filter((each) => each.subject === subject)
    .flatMap(({ lastUsedAt }) => lastUsedAt ?? [])
    .toSorted((a, b) => b.getTime() - a.getTime())[0];
}
