import { variablesOf } from '@minimart/external-request';
import { assertSendable } from './assert-sendable.ts';
import { mergeInputs, openInputs, sealInputs } from './auth-input-values.ts';
import { furtherKey } from './further-key.ts';
import { sendKey, toKey } from './hand-over.ts';
import type { InstallResult } from './install-app.ts';
import { type InstallationRecord, toInstallation } from './installation.ts';
import { type InstallationRef, lockInstallation } from './lock-installation.ts';
import type { InstallPorts } from './ports.ts';
import { withDeliveryCancelled } from './with-delivery-cancelled.ts';

/** Which auth inputs of an installation to change, by name; one left out, and a secret left empty, keeps its value, and null erases it. */
export interface ChangeInputsCommand extends InstallationRef {
  authInputs: Readonly<Record<string, unknown>>;
}

/**
 * Changes what the owner of an active installation had filled in. A change that the subscribe request carries is sent to the app's server by that
 * request; where it also carries the key, with a new one, as the plain former key is nowhere any more. The former key works on for the
 * usual overlap, and the former inputs come back if the server does not take the changed ones. Nothing is sent when nothing that it
 * carries changed. Throws `not_found`, `wrong_state` or `auth_input_invalid`, which tells no value.
 */
export async function changeAuthInputs(
  ports: InstallPorts,
  { authInputs, ...ref }: ChangeInputsCommand,
): Promise<InstallResult> {
  const { record, wasPending } = await lockInstallation(ports, ref, 'update');
  const manifest = await ports.versions.manifestOf(record.appId, record.version);
  const place = { sealer: ports.sealer, installationId: record.id };
  const former = openInputs(place, record.authInputs);
  const inputs = mergeInputs(manifest, former, authInputs);
  assertSendable({ record, manifest, inputs });
  const changed = Object.keys(inputs).filter((name) => inputs[name] !== (former[name] ?? null));
  const { subscribe } = manifest.requests;
  const carried = new Set(subscribe === undefined ? [] : variablesOf(subscribe));
  const isTold = changed.some((name) => carried.has(`auth.${name}`));
  const next: InstallationRecord = { ...record, authInputs: sealInputs(place, manifest, inputs) };
  if (!isTold && !wasPending) return save(ports, next);
  const minted = await furtherKey(ports, record, manifest);
  const { delivery, plainKey } = await sendKey(ports, { record, manifest, inputs, formerInputs: former, minted });
  const changing = {
    ...next,
    key: minted === undefined ? record.key : toKey(minted.key),
    delivery: delivery ?? withDeliveryCancelled(record).delivery,
    message: null,
    // What the server has confirmed, however often it is changed meanwhile.
    formerAuthInputs: delivery && (record.formerAuthInputs ?? (isTold ? record.authInputs : null)),
  };
  return save(ports, changing, plainKey);
}

async function save(
  { store }: Pick<InstallPorts, 'store'>,
  record: InstallationRecord,
  plainKey: string | null = null,
): Promise<InstallResult> {
  await store.save(record);
  return { installation: toInstallation(record), plainKey };
}
