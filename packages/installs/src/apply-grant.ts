import type { AuthInputValues, Manifest } from '@minimart/app-manifest';
import { furtherKey } from './further-key.ts';
import { handOver, needsKey, sendKey, toKey } from './hand-over.ts';
import type { InstallationRecord } from './installation.ts';
import type { InstallPorts } from './ports.ts';

/** A locked record as it is to be, with its new scopes; `tellsApp`: the app's server must hear of it. */
export interface NewGrant {
  record: InstallationRecord;
  manifest: Manifest;
  inputs: AuthInputValues;
  tellsApp: boolean;
}

/**
 * Makes the keys of an installation hold exactly its scopes. The keys stay, what they may do changes at once. Where an active installation needs a
 * key and has none it gets one, and where the app's server must hear of something it is handed a new key with it, the former one working on as at
 * a rotation. `plainKey` is for the owner, this once, when there is no subscribe request.
 */
export async function applyGrant(
  ports: InstallPorts,
  { record, manifest, inputs, tellsApp }: NewGrant,
): Promise<{ record: InstallationRecord; plainKey: string | null }> {
  const { id: subject, scopes } = record;
  await ports.keys.narrow(subject, scopes);
  await ports.keys.widen(subject, scopes);
  if (record.status !== 'active') return { record, plainKey: null };
  const parts = { record, manifest, inputs };
  if (record.key === null && needsKey(record, manifest)) {
    const { key, delivery, plainKey } = await handOver(ports, parts);
    return { record: { ...record, key, delivery: delivery ?? record.delivery }, plainKey };
  }
  if (!tellsApp) return { record, plainKey: null };
  const minted = await furtherKey(ports, record, manifest);
  const { delivery, plainKey } = await sendKey(ports, { ...parts, minted });
  const key = minted === undefined ? record.key : toKey(minted.key);
  return { record: { ...record, key, delivery: delivery ?? record.delivery, message: null }, plainKey };
}
