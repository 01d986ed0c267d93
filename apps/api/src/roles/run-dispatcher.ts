import { BroadcastRunner } from '@minimart/chatbot/mikro-orm';
import { lifecycleTopics, type LifecycleTopic } from '@minimart/app-manifest';
import { UpdateRunner } from '@minimart/installs/mikro-orm';
import { isTracing } from '@minimart/tracing';
import { WebhookDispatcher, type SettledDelivery } from '@minimart/webhooks';
import { createDeliveryStore, EnqueueListener } from '@minimart/webhooks/mikro-orm';
import pg from 'pg';
import type { Services } from '../compose.ts';
import { keepLedger } from '../endings/keep-ledger.ts';
import { openLedger } from '../endings/open-ledger.ts';
import { version } from '../version.ts';
import { attemptTracer } from './attempt-tracer.ts';
import { checkDomains } from './check-domains.ts';
import { checkVersions } from './check-versions.ts';
import { followRelease } from './follow-release.ts';
import { keepStoreFacts } from './keep-store-facts.ts';
import { runFarewells } from './run-farewells.ts';
import { sendMails } from './send-mails.ts';
import { settleAndTell } from './settle-and-tell.ts';
import { sweepLeftovers } from './sweep-leftovers.ts';
import { tellNotices } from './tell-notices.ts';
import { tellSuspensions } from './tell-suspensions.ts';
import { watchDeliveries } from './watch-deliveries.ts';

/**
 * Sends what the outbox and broadcasts hold until stopped; an installation moves in the transaction that settles its delivery. Clears out what has
 * had its time, and notes for search how many workspaces have each app, and looks whether proofs of domains are still there.
 */
export function runDispatcher(services: Services): { stop(): Promise<void> } {
  const { config, orm, sealer, guard, logger, deliveryPool: pool } = services;
  const tracer = isTracing() ? attemptTracer : undefined;
  const store = createDeliveryStore({
    pool,
    isTraced: tracer !== undefined,
    settling: {
      orm,
      onSettled: (em, settled) => settleAndTell(services, em, settled.filter(isLifecycleRequest)),
    },
  });
  const { deliveryTimeoutMs: timeoutMs, deliveryLeaseMs: leaseMs, egressProxy: proxyUrl } = config;
  const userAgent = `Minimart/${version}`;
  const dispatcher = new WebhookDispatcher({
    store,
    sealer,
    guard,
    logger,
    userAgent,
    timeoutMs,
    leaseMs,
    proxyUrl,
    tracer,
  });
  dispatcher.start();
  const listener = new EnqueueListener({
    createClient: () =>
      new pg.Client({ connectionString: config.databaseUrl, application_name: 'minimart deliveries', keepAlive: true }),
    onRing: () => dispatcher.wake(),
    onError: ({ message }) => logger.warn({ message }, 'new deliveries are not heard of; they are looked for instead'),
  });
  void listener.start();
  const sweep = sweepLeftovers(services);
  const facts = keepStoreFacts(services);
  const farewells = runFarewells(services);
  const watch = watchDeliveries(services);
  const mails = sendMails(services);
  const notices = tellNotices(services);
  const domains = checkDomains(services);
  const versions = checkVersions(services);
  const suspensions = tellSuspensions(services);
  const ledger = keepLedger(services, openLedger(config));
  const broadcasts = new BroadcastRunner({
    orm,
    now: () => services.clock.now(),
    onError: (error) => logger.warn({ err: error }, 'a broadcast could not be sent on; it is tried again'),
  });
  broadcasts.start();
  const updates = new UpdateRunner({
    orm,
    check: (em, installationId) => followRelease(services, em, installationId),
    onError: (error) => logger.warn({ err: error }, 'an installation could not be updated; it is tried again'),
  });
  updates.start();
  return {
    async stop() {
      services.life.isStopping = true;
      const parts = [
        listener,
        dispatcher,
        sweep,
        facts,
        farewells,
        watch,
        mails,
        notices,
        domains,
        suspensions,
        versions,
        ledger,
        broadcasts,
        updates,
      ];
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
}

/** Only those are an installation's business. */
function isLifecycleRequest(settled: SettledDelivery): settled is SettledDelivery & { topic: LifecycleTopic } {
  return lifecycleTopics.some((topic) => topic === settled.topic);
}
