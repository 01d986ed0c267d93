import { buildConsent } from './build-consent.ts';
import { holdForMove } from './hold-for-move.ts';
import { type ConsentPlace, type Installation, toInstallation } from './installation.ts';
import type { InstallationRef } from './lock-installation.ts';
import { assertOffered } from './offered-update.ts';
import type { InstallPorts } from './ports.ts';

/** Who declines which offered version. */
export interface DeclineUpdateCommand extends InstallationRef {
  userId: string;
  place?: ConsentPlace | undefined;
  version: string;
}

/**
 * Leaves an offered version: the present one runs on, and nobody is asked again until the next version. It can still be accepted. Declining twice
 * is declining once. Throws `not_found`, `wrong_state`, `update_not_offered` or `consent_outdated`.
 */
export async function declineUpdate(ports: InstallPorts, command: DeclineUpdateCommand): Promise<Installation> {
  const { version, userId, place } = command;
  const record = await holdForMove(ports, command, 'decline_update');
  await assertOffered(ports, record, version);
  if (record.update?.version === version && record.update.status === 'declined') return toInstallation(record);
  const now = ports.clock.now();
  const manifest = await ports.versions.manifestOf(record.appId, version);
  const said = { kind: 'decline', userId, place, version, fromVersion: record.version } as const;
  const agreement = { ...said, granted: record.scopes, agreedAt: now };
  await ports.store.addConsent(record.id, buildConsent(manifest, ports.scopes, agreement));
  const declined = { ...record, update: { version, status: 'declined' as const, since: now } };
  await ports.store.save(declined);
  return toInstallation(declined);
}
