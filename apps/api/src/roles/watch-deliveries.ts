import { repeat, type Repeated } from '@minimart/repeat';
import { readDispatchHealth, type DispatchHealth } from '@minimart/webhooks/mikro-orm';
import type { Services } from '../compose.ts';

const everyMs = 60_000;
const quietMs = 10 * 60_000;

/** What an operator should look into, with the figure that says so; nothing when all is well. */
export function alarmsOf(health: DispatchHealth): { alarm: string; figure: number }[] {
  const { oldestReadySeconds, oldestSnapshotSeconds, ready, inFlight, waiting, deadRows } = health;
  const unsettled = ready + inFlight + waiting;
  const dead = deadRows['queue'] ?? 0;
  const found = [
    [oldestReadySeconds > 60, 'deliveries wait longer than a minute: start another dispatcher', oldestReadySeconds],
    [
      oldestSnapshotSeconds > 300,
      'a transaction is open so long that dead rows cannot be cleared away: end it',
      oldestSnapshotSeconds,
    ],
    [dead > 100_000 && dead > 10 * unsettled, 'dead rows pile up in the queue: look into autovacuum', dead],
    [
      health.endpoints.disabled > 0,
      'endpoints are switched off, since they failed for five days',
      health.endpoints.disabled,
    ],
  ] as const;
  return found.filter(([isAmiss]) => isAmiss).map(([, alarm, figure]) => ({ alarm, figure: Math.round(figure) }));
}

/** Looks at the deliveries once a minute and warns in the log, of each thing once in ten minutes. `/metrics` has the same figures. */
export function watchDeliveries({ deliveryPool, logger }: Pick<Services, 'deliveryPool' | 'logger'>): Repeated {
  const warnedAt = new Map<string, number>();
  const look = async () => {
    for (const { alarm, figure } of alarmsOf(await readDispatchHealth(deliveryPool))) {
      if (performance.now() - (warnedAt.get(alarm) ?? -Infinity) < quietMs) continue;
      warnedAt.set(alarm, performance.now());
      logger.warn({ figure }, alarm);
    }
  };
  return repeat(look, {
    everyMs,
    onError: (error) => logger.warn({ err: error }, 'the deliveries could not be looked at'),
  });
}
