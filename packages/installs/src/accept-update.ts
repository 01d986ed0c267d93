import type { Manifest } from '@minimart/app-manifest';
import { variablesOf } from '@minimart/external-request';
import { applyGrant } from './apply-grant.ts';
import { assertSendable } from './assert-sendable.ts';
import { checkInputs, isEmpty, sealInputs, secretNames } from './auth-input-values.ts';
import { buildConsent } from './build-consent.ts';
import { keptInputs } from './carry-over.ts';
import { checkScopes, knownBy } from './check-scopes.ts';
import { holdForMove } from './hold-for-move.ts';
import type { InstallResult } from './install-app.ts';
import { type ConsentPlace, type InstallationRecord, toInstallation } from './installation.ts';
import { type InstallationRef, lockInstallation } from './lock-installation.ts';
import { assertOffered } from './offered-update.ts';
import type { InstallPorts } from './ports.ts';
import { withDeliveryCancelled } from './with-delivery-cancelled.ts';

/** Who agrees to which offered version. Without `scopes`: those it has, and those that the version requires. An input left out keeps its value. */
export interface AcceptUpdateCommand extends InstallationRef {
  userId: string;
  place?: ConsentPlace | undefined;
  version: string;
  scopes?: readonly string[] | undefined;
  authInputs?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Takes the offered version over with what its owner agrees to. The key stays and holds the new scopes at once; only when the owner entered
 * something for it is the app's server told, by a subscribe request with a further key. Throws `not_found`, `wrong_state`, `update_not_offered`,
 * `consent_outdated`, or as an install does for scopes and inputs.
 */
export async function acceptUpdate(ports: InstallPorts, command: AcceptUpdateCommand): Promise<InstallResult> {
  const { version, userId, place } = command;
  const entered = Object.entries(command.authInputs ?? {}).filter(([, value]) => !isEmpty(value));
  // Only a new subscribe request may take the place of one that is still on its way.
  const { record, wasPending } =
    entered.length > 0
      ? await lockInstallation(ports, command, 'accept_update')
      : { record: await holdForMove(ports, command, 'accept_update'), wasPending: false };
  await assertOffered(ports, record, version);
  const manifest = await ports.versions.manifestOf(record.appId, version);
  const scopes = checkScopes(
    manifest,
    command.scopes ?? usualScopes(record, manifest),
    knownBy(ports.scopes, record.scopes),
  );
  const inputs = checkInputs(manifest, enteredInputs(ports, { record, manifest, command }));
  assertSendable({ record: { ...record, version }, manifest, inputs });
  const now = ports.clock.now();
  const granted = await applyGrant(ports, {
    record: {
      ...(wasPending ? withDeliveryCancelled(record) : record),
      version,
      scopes,
      authInputs: sealInputs({ sealer: ports.sealer, installationId: record.id }, manifest, inputs),
      // What was changed and is on its way stays: the values before may not be those of this version.
      formerAuthInputs: null,
      update: null,
      formerVersion: record.version,
      versionSince: now,
    },
    manifest,
    inputs,
    tellsApp: wasPending || entered.some(([name]) => isCarried(manifest, name)),
  });
  const said = { kind: 'update', userId, place, version, fromVersion: record.version, granted: scopes } as const;
  const consent = buildConsent(manifest, ports.scopes, { ...said, agreedAt: now });
  await ports.store.addConsent(record.id, consent);
  await ports.store.save(granted.record);
  return { installation: toInstallation({ ...granted.record, consent }), plainKey: granted.plainKey };
}

function isCarried({ requests: { subscribe } }: Manifest, input: string): boolean {
  return subscribe !== undefined && variablesOf(subscribe).includes(`auth.${input}`);
}

function usualScopes({ scopes }: InstallationRecord, manifest: Manifest): string[] {
  return manifest.scopes.flatMap(({ id, optional }) => (!optional || scopes.includes(id) ? [id] : []));
}

/** A secret left empty keeps its value, as at a retry. */
function enteredInputs(
  { sealer }: InstallPorts,
  { record, manifest, command }: { record: InstallationRecord; manifest: Manifest; command: AcceptUpdateCommand },
): Record<string, unknown> {
  const secrets = secretNames(manifest);
  const entered = Object.entries(command.authInputs ?? {}).filter(
    ([name, value]) => !(secrets.has(name) && isEmpty(value)),
  );
  return { ...keptInputs(sealer, record, manifest), ...Object.fromEntries(entered) };
}
