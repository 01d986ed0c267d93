import { standingOf } from '@minimart/approvals';
import {
  readInstallation,
  retryInstallation,
  rotateKey,
  type InstallationRef,
  type InstallationStatus,
} from '@minimart/installs';
import { isRefusal, Refusal } from '@minimart/problem';
import type { DeliveryView } from '@minimart/webhooks';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Services } from '../../compose.ts';
import { byOf, type Actor } from '../../http/actor.ts';
import { findOpenInstalled } from '../approvals/find-app.ts';
import { endedByMember } from '../keys/ended-by-member.ts';

/** What a replay led to: the delivery that is sent, the same one or a new one with a new key. */
export interface Replayed {
  deliveryId: string;
  newKey: boolean;
}

type ReplayServices = Pick<
  Services,
  | 'inTransaction'
  | 'outboxOf'
  | 'inMove'
  | 'audit'
  | 'policiesOf'
  | 'catalogOf'
  | 'installPortsOf'
  | 'keysOf'
  | 'suspensionsOf'
>;

/** What would take from the app's server what a later installation has set up. */
const farewells: readonly string[] = ['unsubscribe', 'dataErasure'];

/**
 * Sends a delivery again. One that is pending, or holds no secret, goes out as it was, under the same id. A subscribe request that is settled
 * has had its key erased, so its installation gets a new key and hands that over: an active one keeps the former key for a day. Throws
 * `delivery_not_replayable` when neither can be done.
 */
export async function replayDelivery(
  services: ReplayServices,
  delivery: DeliveryView,
  actor: Actor,
): Promise<Replayed> {
  const { id } = delivery;
  const result = await services.inTransaction(async (em) => {
    if (farewells.includes(delivery.topic)) await assertGone(services, em, delivery);
    return services.outboxOf(em).replay(id);
  });
  if (result.ok) return { deliveryId: id, newKey: false };
  if (result.reason === 'cancelled')
    throw notReplayable('It was cancelled, and nothing is sent behind the back of who cancelled it.');
  if (delivery.topic !== 'subscribe') {
    throw notReplayable('What the owner had entered for it has been erased since, as the owner was promised.');
  }
  return handOverAnew(services, delivery, actor);
}

async function assertGone(services: ReplayServices, em: EntityManager, delivery: DeliveryView): Promise<void> {
  const { store } = services.installPortsOf(em);
  if ((await store.findLive(delivery.tenant, delivery.endpointId)) === undefined) return;
  throw notReplayable('The app has been installed in this workspace again since.');
}

async function handOverAnew(services: ReplayServices, delivery: DeliveryView, actor: Actor): Promise<Replayed> {
  const ref = { workspaceId: delivery.tenant, installationId: delivery.subject };
  return services.inMove({ ...ref, by: byOf(actor) }, async ({ em, ports }) => {
    const { status, delivery: latest } = await readInstallation(ports, ref);
    const isLatest = latest?.id === delivery.id;
    const move = isLatest ? moves[status] : undefined;
    if (move === undefined) {
      throw notReplayable(
        status === 'uninstalled'
          ? 'The app has been uninstalled from this workspace since.'
          : 'A later request has taken its place. Replay that one.',
      );
    }
    if (status === 'failed') {
      await assertStillAllowed(services, em, ref);
      await assertNotEnded(services, em, ref);
    }
    const { installation, plainKey } = await move(ports, ref);
    if (plainKey !== null) throw notReplayable('It carries no key. That is the owner’s, who alone can replace it.');
    // To the workspace it is the app that acts; which of its people did is nothing to tell there.
    const act = { ...ref, by: { kind: 'app', appId: installation.appId }, appId: installation.appId } as const;
    const action = status === 'failed' ? 'install_retried' : 'key_rotated';
    await services.audit(em, { ...act, action, detail: { reason: 'sent again by the developer of the app' } });
    return { deliveryId: installation.delivery?.id ?? delivery.id, newKey: true };
  });
}

/** A key is not handed anew to an app that the workspace has shut out since. */
async function assertStillAllowed(services: ReplayServices, em: EntityManager, ref: InstallationRef): Promise<void> {
  const app = await findOpenInstalled(services, em, ref);
  const { rule, appIds } = await services.policiesOf(em).hold(ref.workspaceId);
  if (standingOf(app.id, { rule, appIds }) !== 'allowed')
    throw notReplayable('The workspace does not allow the app any more.');
}

/** A key that people of the workspace ended is theirs to replace: to end it would mean nothing if the app could have another. */
async function assertNotEnded(
  { keysOf }: ReplayServices,
  em: EntityManager,
  { installationId }: InstallationRef,
): Promise<void> {
  const keys = await keysOf(em).keysOf([installationId]);
  const endOf = ({ revokedAt }: (typeof keys)[number]) => revokedAt?.getTime() ?? 0;
  const last = keys.toSorted((a, b) => endOf(a) - endOf(b)).at(-1);
  if (last?.revokedReason === endedByMember)
    throw notReplayable('The workspace ended the key. Only its owners and admins can let the app have another.');
}

const moves: Partial<Record<InstallationStatus, typeof rotateKey>> = {
  active: (ports, ref) => rotateKey(ports, ref),
  failed: (ports, ref) => retryInstallation(ports, ref),
};

/** What became of everything that had failed since a moment. */
export interface Recovery {
  replayed: number;
  /** Those that could not be replayed, and why. */
  skipped: { deliveryId: string; reason: string }[];
}

/** Replays everything that failed at or after a moment, each on its own: one that cannot be leaves the others. */
export async function recoverDeliveries(
  services: ReplayServices & Pick<Services, 'em'>,
  { appId, since, actor }: { appId: string; since: Date; actor: Actor },
): Promise<Recovery> {
  const { replayed, withSecrets, apart } = await services.inTransaction((em) =>
    services.outboxOf(em).recoverSince(appId, since, farewells),
  );
  const recovery: Recovery = { replayed, skipped: [] };
  for (const deliveryId of [...withSecrets, ...apart]) {
    const delivery = await services.outboxOf(services.em()).delivery(deliveryId);
    if (delivery === undefined) continue;
    try {
      await replayDelivery(services, delivery, actor);
      recovery.replayed += 1;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      recovery.skipped.push({ deliveryId, reason: error.detail });
    }
  }
  return recovery;
}

function notReplayable(why: string): Refusal {
  return new Refusal({ code: 'delivery_not_replayable', detail: `This request cannot be sent again. ${why}` });
}
