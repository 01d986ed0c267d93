import { Refusal } from '@minimart/problem';
import { applyGrant } from './apply-grant.ts';
import { openInputs } from './auth-input-values.ts';
import { buildConsent } from './build-consent.ts';
import { checkScopes, knownBy } from './check-scopes.ts';
import { holdForMove } from './hold-for-move.ts';
import type { InstallResult } from './install-app.ts';
import { type ConsentPlace, type InstallationRecord, toInstallation } from './installation.ts';
import { type InstallationRef, lockInstallation } from './lock-installation.ts';
import type { InstallPorts } from './ports.ts';
import { beginAgain } from './retry-installation.ts';

/** Who wants an installation to have exactly which scopes: all that its version requires, and any of its optional ones. */
export interface SwitchScopesCommand extends InstallationRef {
  userId: string;
  place?: ConsentPlace | undefined;
  scopes: readonly string[];
  /** The version whose texts were shown; left out, the one that is installed. */
  shownVersion?: string | undefined;
}

/**
 * Switches optional scopes on or off, never beyond what the installed version asks for. The key holds the new scopes at once and stays the same; each
 * switch is a consent. Throws `not_found`, `wrong_state`, `consent_outdated` (with `currentVersion`), `unknown_scope`, `scope_not_declared` or
 * `required_scope_missing`.
 */
export async function switchScopes(ports: InstallPorts, command: SwitchScopesCommand): Promise<InstallResult> {
  const record = await holdForSwitch(ports, command);
  assertShown(record, command.shownVersion);
  const manifest = await ports.versions.manifestOf(record.appId, record.version);
  const scopes = checkScopes(manifest, command.scopes, knownBy(ports.scopes, record.scopes));
  if (isSame(scopes, record.scopes)) return { installation: toInstallation(record), plainKey: null };
  const { userId, place } = command;
  const said = { kind: 'scopes', userId, place, version: record.version, fromVersion: record.version } as const;
  const agreement = { ...said, granted: scopes, agreedAt: ports.clock.now() };
  const consent = buildConsent(manifest, ports.scopes, agreement);
  await ports.store.addConsent(record.id, consent);
  const switched = { ...record, scopes, consent };
  if (hasKeylessRequest(record))
    return beginAgain(ports, { record: switched, wasPending: true }, { reason: 'switch_scopes' });
  const inputs = openInputs({ sealer: ports.sealer, installationId: record.id }, record.authInputs);
  const granted = await applyGrant(ports, { record: switched, manifest, inputs, tellsApp: false });
  await ports.store.save(granted.record);
  return { installation: toInstallation(granted.record), plainKey: granted.plainKey };
}

function assertShown({ version }: InstallationRecord, shown = version): void {
  if (shown === version) return;
  throw new Refusal({
    code: 'consent_outdated',
    detail: `You were shown version ${shown}, and ${version} runs by now. Please look at its permissions again.`,
    errors: [{ path: 'shownVersion', message: `Version ${version} is installed.` }],
    extra: { currentVersion: version },
  });
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((scope) => other.includes(scope));
}

/** A request on its way that carries no key begins again with one, so it is cancelled as at a retry: before the row is held. */
async function holdForSwitch(ports: InstallPorts, ref: InstallationRef): Promise<InstallationRecord> {
  const seen = await ports.store.findForMove(ref.installationId);
  if (seen === undefined || !hasKeylessRequest(seen)) return holdForMove(ports, ref, 'switch_scopes');
  return (await lockInstallation(ports, ref, 'switch_scopes')).record;
}

function hasKeylessRequest({ status, key }: InstallationRecord): boolean {
  return status === 'pending' && key === null;
}
