import { Counter, Gauge, type Metric } from 'prom-client';
import type { LoadWatch } from './load-watch.ts';

/** What is told of the load: calls turned away, how large a part is at the moment, and the connections to the database. */
export function loadMetrics(load: Pick<LoadWatch, 'state' | 'shed'>): Metric[] {
  return [
    new Counter({
      name: 'minimart_shed_calls_total',
      help: 'Calls turned away with 503 because this process did not keep up, by what it was that was too slow.',
      labelNames: ['reason'],
      registers: [],
      collect() {
        this.reset();
        for (const [reason, count] of Object.entries(load.shed)) this.inc({ reason }, count);
      },
    }),
    new Gauge({
      name: 'minimart_shed_share',
      help: 'The part of the calls that is turned away now, from 0 to 1.',
      registers: [],
      collect() {
        this.set(load.state.share);
      },
    }),
    new Gauge({
      name: 'minimart_database_connections',
      help: 'Connections of this process to the database: how many are lent, and how many are waited for.',
      labelNames: ['state'],
      registers: [],
      collect() {
        const { lent, waiting } = load.state;
        this.set({ state: 'lent' }, lent);
        this.set({ state: 'waited_for' }, waiting);
      },
    }),
  ];
}
