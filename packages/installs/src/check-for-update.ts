import { sealInputs } from './auth-input-values.ts';
import type { InstallationRecord } from './installation.ts';
import { canMove } from './installation-moves.ts';
import { planUpdate, type Takeover, type UpdatePlan } from './plan-update.ts';
import type { InstallPorts } from './ports.ts';

type CheckPorts = Pick<InstallPorts, 'store' | 'keys' | 'versions' | 'sealer' | 'clock'>;

/**
 * Lets an installation take over a version that asks for no more than it has, offers its owner one that does, and withdraws an offer that no longer
 * stands; says whether anything changed. A scope that the version no longer asks for leaves the key. The app's server is not told. An installation that is
 * neither active nor failed is left alone, and so is an update that its owner has declined.
 */
export async function checkForUpdate(ports: CheckPorts, installationId: string): Promise<boolean> {
  // Most need nothing, so they are looked at without being held.
  const seen = await ports.store.find(installationId);
  if (seen === undefined || (await changeDue(ports, seen)) === undefined) return false;
  await ports.store.findForMove(installationId);
  const record = await ports.store.lock(installationId);
  const plan = record && (await changeDue(ports, record));
  if (record === undefined || plan === undefined) return false;
  const taken = plan.take === undefined ? record : await takeOver(ports, record, plan.take);
  await ports.store.save({ ...taken, update: updateAfter(ports, record, plan) });
  return true;
}

async function changeDue(ports: CheckPorts, record: InstallationRecord): Promise<UpdatePlan | undefined> {
  // Changed inputs that are on their way may come back; they are those of the present version.
  if (!canMove(record.status, 'take_over') || record.formerAuthInputs !== null) return undefined;
  const plan = await planUpdate(ports, record);
  return plan.take === undefined && plan.offer === record.update?.version ? undefined : plan;
}

function updateAfter({ clock }: CheckPorts, { update }: InstallationRecord, { offer }: UpdatePlan) {
  if (offer === undefined) return null;
  return update?.version === offer ? update : { version: offer, status: 'waiting' as const, since: clock.now() };
}

async function takeOver(
  { keys, sealer, clock }: CheckPorts,
  record: InstallationRecord,
  { version, manifest, scopes, inputs }: Takeover,
): Promise<InstallationRecord> {
  await keys.narrow(record.id, scopes);
  const authInputs = sealInputs({ sealer, installationId: record.id }, manifest, inputs);
  return { ...record, version, scopes, authInputs, formerVersion: record.version, versionSince: clock.now() };
}
