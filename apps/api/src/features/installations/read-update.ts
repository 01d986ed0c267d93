import { checkAuthInputs, hostsOf } from '@minimart/app-manifest';
import type { Published, Release } from '@minimart/catalog';
import { keptInputs, offeredVersion, type InstallationRecord } from '@minimart/installs';
import { Refusal } from '@minimart/problem';
import type { z } from 'zod';
import type { Services } from '../../compose.ts';
import { cannotOf } from '../listings/cannot-of.ts';
import { presentChanges, presentInputs } from '../listings/present-changes.ts';
import { presentScopes } from '../listings/present-scopes.ts';
import type { updateSchema } from './update-schema.ts';

/** The update that the owner would be asked about at this moment; null when there is none. Another workspace's installation is `not_found`. */
export async function readUpdate(
  services: Services,
  { workspaceId, installationId }: { workspaceId: string; installationId: string },
): Promise<z.input<typeof updateSchema> | null> {
  const em = services.em();
  const ports = services.installPortsOf(em);
  const record = await ports.store.find(installationId);
  if (record?.workspaceId !== workspaceId)
    throw new Refusal({ code: 'not_found', detail: 'There is no such installation in this workspace.' });
  const offered = await offeredVersion(ports, record);
  if (offered === undefined) return null;
  const releases = await services.catalogOf(em).releasesBeside(record.appId, record.version);
  const [from, to] = [record.version, offered].map((version) => releases.find((each) => each.version === version));
  if (from === undefined || to === undefined) throw new Error(`App ${record.appId} has lost a version.`);
  return present(services, record, { from, to, releases });
}

function present(
  { registry, sealer, clock }: Services,
  record: InstallationRecord,
  versions: { from: Published; to: Published; releases: readonly Release[] },
): z.input<typeof updateSchema> {
  const { version, manifest } = versions.to;
  const changes = presentChanges(registry, versions);
  const known = record.update?.version === version ? record.update : undefined;
  const kept = checkAuthInputs(manifest.authInputs, keptInputs(sealer, record, manifest));
  const wrong = new Set(kept.ok ? [] : kept.errors.map(({ path }) => path.slice('authInputs.'.length)));
  const added = new Set(changes.authInputs.added.map(({ name }) => name));
  const asked = manifest.authInputs.filter(({ name }) => added.has(name) || wrong.has(name));
  const granted = new Set(record.scopes);
  return {
    ...changes,
    version,
    status: known?.status ?? 'waiting',
    since: (known?.since ?? clock.now()).toISOString(),
    asks: presentScopes(registry, manifest.scopes).map((scope) => ({ ...scope, granted: granted.has(scope.id) })),
    asked: presentInputs(asked),
    cannot: cannotOf(
      registry,
      manifest.scopes.map(({ id }) => id),
    ),
    sendsTo: hostsOf(manifest),
  };
}
