import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Pool } from 'pg';
import { logLines } from '../../create-logger.ts';

/** What this process counts from its start on. */
export interface Metrics {
  register: Registry;
  /** How long requests took, by declared route. */
  requests: Histogram<'method' | 'route' | 'status'>;
  /** Counts a refused platform call by its true reason, which is one of a closed list. */
  refused(reason: string): void;
}

/** Counts refusals and lines of the log, and looks at connections when it is asked. */
export function createMetrics(
  pools: Readonly<Record<string, Pick<Pool, 'totalCount' | 'idleCount' | 'waitingCount'>>>,
): Metrics {
  const register = new Registry();
  const registers = [register];
  const requests = new Histogram({
    name: 'minimart_http_request_duration_seconds',
    help: 'How long requests took until the answer was handed over, by declared route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const refusals = new Counter({
    name: 'minimart_platform_refusals_total',
    help: 'Platform calls that were refused for their key, by reason.',
    labelNames: ['reason'],
    registers,
  });
  const connections = new Gauge({
    name: 'minimart_pool_connections',
    help: 'Connections to PostgreSQL of this process, and callers that wait for one, by pool.',
    labelNames: ['pool', 'state'],
    registers: [],
    collect() {
      for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(pools)) {
        this.set({ pool, state: 'idle' }, idleCount);
        this.set({ pool, state: 'busy' }, totalCount - idleCount);
        this.set({ pool, state: 'wanted' }, waitingCount);
      }
    },
  });
  const lines = new Counter({
    name: 'minimart_log_lines_total',
    help: 'Lines of the log of this process that somebody should see, by level.',
    labelNames: ['level'],
    registers: [],
    collect() {
      this.reset();
      for (const [level, count] of Object.entries(logLines)) this.inc({ level }, count);
    },
  });
  register.registerMetric(connections);
  register.registerMetric(lines);
  return { register, requests, refused: (reason) => refusals.inc({ reason }) };
}
