import { rememberedInputs, type ErasureReceipt, type Farewell } from '@minimart/installs';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import type { Services } from '../../compose.ts';
import type { farewellSchema } from './farewell-schemas.ts';
import { triesOf } from './tries-of.ts';

type Presented = z.input<typeof farewellSchema>;

/** A farewell with the tries at its requests in plain words, and what is still remembered. */
export async function presentFarewell(services: Services, farewell: Farewell): Promise<Presented> {
  const em = services.em();
  const { installation, receipts, dataErasure } = farewell;
  const { id, workspaceId, appId, version, status, uninstalledAt, delivery } = installation;
  const app = (await services.catalogOf(em).namesOf([appId])).get(appId);
  if (app === undefined) throw new Error(`The app ${appId} is gone.`);
  const kept = await rememberedInputs(services.installPortsOf(em), { workspaceId, appId });
  const goodbye = delivery?.topic === 'unsubscribe' ? delivery : null;
  return {
    installationId: id,
    workspaceId,
    app: { id: appId, slug: app.slug, name: app.name },
    version,
    status,
    uninstalledAt: uninstalledAt?.toISOString() ?? null,
    unsubscribe: goodbye && {
      status: goodbye.status,
      attempts: goodbye.attempts,
      nextAttemptAt: goodbye.nextAttemptAt?.toISOString() ?? null,
      ...(await logOf(services, em, goodbye.id)),
    },
    receipts: receipts.map(presentReceipt),
    dataErasure: dataErasure && {
      status: dataErasure.status,
      scheduledAt: dataErasure.scheduledAt.toISOString(),
      dueAt: dataErasure.dueAt.toISOString(),
      attempts: dataErasure.attempts,
      nextAttemptAt: dataErasure.nextAttemptAt?.toISOString() ?? null,
      ...(await logOf(services, em, dataErasure.deliveryId)),
      settledAt: dataErasure.settledAt?.toISOString() ?? null,
    },
    remembered: kept?.installationId === id ? kept.inputs : [],
  };
}

function presentReceipt({ id, erasedAt, reason, version, erased, remembered }: ErasureReceipt) {
  const counts = { erasedCount: erased.length, secretCount: erased.filter(({ secret }) => secret).length };
  return { id, erasedAt: erasedAt.toISOString(), reason, version, erased, remembered, ...counts };
}

async function logOf(services: Services, em: EntityManager, deliveryId: string | null) {
  const logged = deliveryId === null ? undefined : await services.outboxOf(em).delivery(deliveryId);
  return {
    settledAt: logged?.settledAt?.toISOString() ?? null,
    cancelReason: logged?.cancelReason ?? null,
    log: triesOf(logged),
  };
}
