import { latencyBoundsMs, type DispatcherCounts } from '@minimart/webhooks';
import { readDispatchHealth, type DispatchHealth } from '@minimart/webhooks/mikro-orm';
import { Router, type Request } from 'express';
import { createHash, timingSafeEqual } from 'node:crypto';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Services } from '../../compose.ts';
import { loadMetrics } from '../../overload/load-metrics.ts';

/**
 * `/metrics` in the text format of Prometheus: this process, and the deliveries of the whole system as the database knows them. For who calls from this machine,
 * or sends the token where there is one; on a port of its own, without a token, for all who reach that.
 */
export function mountMetrics(
  {
    config,
    deliveryPool,
    logger,
    progress,
    metrics,
    load,
  }: Pick<Services, 'config' | 'deliveryPool' | 'logger' | 'progress' | 'metrics' | 'load'>,
  { isPrivate = false } = {},
): Router {
  const own = new Registry();
  collectDefaultMetrics({ register: own });
  const streams = new Gauge({
    name: 'minimart_progress_streams',
    help: 'Streams of events by which installations are followed through this process.',
    registers: [],
    collect() {
      this.set(progress.viewers);
    },
  });
  own.registerMetric(streams);
  for (const metric of loadMetrics(load)) own.registerMetric(metric);
  const router = Router();
  router.get('/metrics', async (request, response) => {
    const isOpen = isPrivate && config.metricsToken === undefined;
    if (!isOpen && !isAllowed(request, config.metricsToken)) {
      // As for an address that is not there: who may not read the figures need not know of them.
      response.status(404).type('text/plain').send('Not found.\n');
      return;
    }
    const health = await readDispatchHealth(deliveryPool).catch((error: unknown) => {
      logger.warn({ err: error }, 'the figures of deliveries could not be read');
      return undefined;
    });
    const deliveries = gaugesOf(health);
    const text = `${await own.metrics()}\n${await metrics.register.metrics()}\n${await deliveries.metrics()}\n${health ? countersOf(health) : ''}`;
    response.set('cache-control', 'no-store').type('text/plain; version=0.0.4; charset=utf-8').send(text);
  });
  return router;
}

function isAllowed({ ip, headers }: Request, token: string | undefined): boolean {
  if (token === undefined) return ip !== undefined && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(ip);
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
}

function gaugesOf(health: DispatchHealth | undefined): Registry {
  const register = new Registry();
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `minimart_${name}`, help, labelNames, registers: [register] });
  gauge('up_to_date', '1 when the figures of deliveries could be read.').set(health === undefined ? 0 : 1);
  if (health === undefined) return register;
  const deliveries = gauge('deliveries', 'Deliveries that are not settled.', ['state']);
  deliveries.set({ state: 'ready' }, health.ready);
  deliveries.set({ state: 'waiting' }, health.waiting);
  deliveries.set({ state: 'in_flight' }, health.inFlight);
  gauge('delivery_oldest_ready_seconds', 'How long the delivery has waited that was due first.').set(
    health.oldestReadySeconds,
  );
  const endpoints = gauge('endpoints', 'Endpoints to which nothing is sent now.', ['state']);
  for (const [state, count] of Object.entries(health.endpoints)) endpoints.set({ state }, count);
  gauge('dispatchers', 'Dispatchers heard of in the last 30 seconds.').set(health.dispatchers.length);
  gauge(
    'postgres_oldest_snapshot_seconds',
    'Age of the oldest snapshot; while it lives, no dead row is cleared away.',
  ).set(health.oldestSnapshotSeconds);
  const dead = gauge('postgres_dead_rows', 'Dead rows, as PostgreSQL estimates them.', ['table']);
  for (const [table, count] of Object.entries(health.deadRows)) dead.set({ table }, count);
  return register;
}

/** Each dispatcher counts since its start, so its name is a label: a sum of rates stays right when one comes or goes. */
function countersOf({ dispatchers }: DispatchHealth): string {
  const lines = [
    '# HELP minimart_delivery_attempts_total Attempts by how they ended.',
    '# TYPE minimart_delivery_attempts_total counter',
    ...dispatchers.flatMap(({ id, counts }) =>
      Object.entries(counts.outcomes).map(
        ([outcome, count]) => `minimart_delivery_attempts_total{dispatcher="${id}",outcome="${outcome}"} ${count}`,
      ),
    ),
    '# HELP minimart_delivery_attempt_seconds How long attempts took, from look-up to the last byte of the answer.',
    '# TYPE minimart_delivery_attempt_seconds histogram',
    ...dispatchers.flatMap(({ id, counts }) => histogramOf(id, counts)),
  ];
  return `${lines.join('\n')}\n`;
}

function histogramOf(id: string, { outcomes, latency, latencySumMs }: DispatcherCounts): string[] {
  const name = 'minimart_delivery_attempt_seconds';
  const count = Object.values(outcomes).reduce((sum, one) => sum + one, 0);
  return [
    ...latencyBoundsMs.map(
      (bound, place) => `${name}_bucket{dispatcher="${id}",le="${bound / 1000}"} ${latency[place]}`,
    ),
    `${name}_bucket{dispatcher="${id}",le="+Inf"} ${count}`,
    `${name}_sum{dispatcher="${id}"} ${latencySumMs / 1000}`,
    `${name}_count{dispatcher="${id}"} ${count}`,
  ];
}
