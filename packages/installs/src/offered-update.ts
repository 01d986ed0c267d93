import { Refusal } from '@minimart/problem';
import type { InstallationRecord } from './installation.ts';
import { canMove } from './installation-moves.ts';
import { planUpdate } from './plan-update.ts';
import type { InstallPorts } from './ports.ts';

type OfferPorts = Pick<InstallPorts, 'versions' | 'sealer'>;

/** The version that the owner would be asked about now, by the releases as they are; undefined when there is none. */
export async function offeredVersion(ports: OfferPorts, record: InstallationRecord): Promise<string | undefined> {
  return canMove(record.status, 'accept_update') ? (await planUpdate(ports, record)).offer : undefined;
}

/** Throws `update_not_offered`, or `consent_outdated` with the `currentVersion` when it is another version by now. */
export async function assertOffered(ports: OfferPorts, record: InstallationRecord, version: string): Promise<void> {
  const { take, offer } = await planUpdate(ports, record);
  if (offer === version) return;
  const current = offer ?? take?.version;
  if (current === undefined)
    throw new Refusal({
      code: 'update_not_offered',
      detail: `No update is waiting for your consent. Version ${record.version} is installed.`,
      errors: [{ path: 'version', message: `Version ${version} is not offered to this installation.` }],
    });
  throw new Refusal({
    code: 'consent_outdated',
    detail: `You were shown version ${version}, and ${current} has taken its place. Please look at it again.`,
    errors: [{ path: 'version', message: `Version ${current} is current.` }],
    extra: { currentVersion: current },
  });
}
