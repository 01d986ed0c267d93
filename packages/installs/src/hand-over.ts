import type { Manifest } from '@minimart/app-manifest';
import { variablesOf } from '@minimart/external-request';
import { buildLifecycleRequest, type LifecycleRequestParts } from './build-lifecycle-request.ts';
import { environmentOf } from './environment-of.ts';
import type { InstallationDelivery, InstallationKey, InstallationRecord } from './installation.ts';
import type { InstallPorts, KeyPort, OutboxPort } from './ports.ts';

/** What handing over changes on the installation; `plainKey` is set only when it must be shown to the owner, this once. */
export interface HandedOver {
  status: 'pending' | 'active';
  key: InstallationKey | null;
  delivery: InstallationDelivery | null;
  activatedAt: Date | null;
  plainKey: string | null;
}

/**
 * Mints a key when scopes are granted or the subscribe request carries one, and enqueues that request: `pending`.
 * Without a subscribe request the installation is `active` at once; where none carries the key, that is for the owner.
 */
export async function handOver(
  ports: Pick<InstallPorts, 'clock'> & { keys: KeyPort; outbox: OutboxPort },
  what: Omit<LifecycleRequestParts, 'plainKey'>,
): Promise<HandedOver> {
  const { record, manifest } = what;
  const { id: subject, workspaceId: tenant, scopes } = record;
  const wanted = { subject, tenant, scopes, environment: environmentOf(record), isOnItsWay: isDelivered(manifest) };
  const minted = needsKey(record, manifest) ? await ports.keys.mint(wanted) : undefined;
  return sendKey(ports, { ...what, minted });
}

/** Whether the subscribe request carries the key to the app's server; else the owner is shown it, as nobody else would have it. */
export const isDelivered = ({ requests: { subscribe } }: Manifest): boolean =>
  subscribe !== undefined && variablesOf(subscribe).includes('api_key');

/** Enqueues the subscribe request with a key that was just minted, where there is one. */
export async function sendKey(
  { outbox, clock }: Pick<InstallPorts, 'clock'> & { outbox: OutboxPort },
  {
    record,
    manifest,
    minted,
    ...rest
  }: Omit<LifecycleRequestParts, 'plainKey'> & { minted: { key: InstallationKey; plain: string } | undefined },
): Promise<HandedOver> {
  const key = minted === undefined ? null : toKey(minted.key);
  const plain = minted?.plain ?? null;
  const request = buildLifecycleRequest('subscribe', { record, manifest, ...rest, plainKey: plain });
  const plainKey = isDelivered(manifest) ? null : plain;
  if (request === undefined) return { status: 'active', key, delivery: null, activatedAt: clock.now(), plainKey };
  const { id } = await outbox.enqueue(request);
  const delivery = newDelivery(id, 'subscribe', clock.now());
  return { status: 'pending', key, delivery, activatedAt: null, plainKey };
}

/** A delivery that was just enqueued: due now, not tried yet. */
export function newDelivery(id: string, topic: InstallationDelivery['topic'], now: Date): InstallationDelivery {
  return { id, topic, status: 'pending', attempts: 0, nextAttemptAt: now, lastStatusCode: null, lastError: null };
}

/** Whether the app has a use for a key: it may do something, or its server is to be handed one. */
export function needsKey(record: InstallationRecord, manifest: Manifest): boolean {
  return record.scopes.length > 0 || isDelivered(manifest);
}

/** What may be shown of a key, whatever else the port answers with. */
export function toKey({ id, start, lastFour }: InstallationKey): InstallationKey {
  return { id, start, lastFour };
}
