import { BroadcastRunner } from '@minimart/chatbot/mikro-orm';
import { settleInstallations } from '@minimart/installs';
import { WebhookDispatcher } from '@minimart/webhooks';
import { createDeliveryStore } from '@minimart/webhooks/mikro-orm';
import type { Services } from '../compose.ts';
import { version } from '../version.ts';
import { sweepLeftovers } from './sweep-leftovers.ts';

/**
 * Sends what the outbox and broadcasts hold until stopped; an installation moves in the transaction that settles its delivery. Clears out what has
 * had its time, too.
 */
export function runDispatcher(services: Services): { stop(): Promise<void> } {
  const { config, orm, sealer, guard, logger, installPortsOf } = services;
  const store = createDeliveryStore(orm, {
    onSettled: (em, settled) => settleInstallations(installPortsOf(em), settled),
  });
  const { deliveryTimeoutMs: timeoutMs, deliveryLeaseMs: leaseMs } = config;
  const userAgent = `Minimart/${version}`;
  const dispatcher = new WebhookDispatcher({ store, sealer, guard, logger, userAgent, timeoutMs, leaseMs });
  dispatcher.start();
  const sweep = sweepLeftovers(services);
  const broadcasts = new BroadcastRunner({
    orm,
    now: () => services.clock.now(),
    onError: (error) => logger.warn({ err: error }, 'a broadcast could not be sent on; it is tried again'),
  });
  broadcasts.start();
  return { stop: async () => void (await Promise.all([dispatcher.stop(), sweep.stop(), broadcasts.stop()])) };
}
