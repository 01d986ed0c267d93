// One contender in a process of its own, which loads no other: its memory is measured, too.
import type { Contender, Surroundings } from './contender.ts';
import { obey } from './obey.ts';

type Open = (given: Surroundings) => Promise<Contender>;

const all: Record<string, () => Promise<Open>> = {
  minimart: async () => (await import('./contenders/minimart.ts')).openMinimart,
  'minimal-loop': async () => (await import('./contenders/minimal-loop.ts')).openMinimalLoop,
  'bare-sender': async () => (await import('./contenders/bare-sender.ts')).openBareSender,
  'graphile-worker': async () => (await import('./contenders/graphile-worker.ts')).openGraphileWorker,
  'pg-boss': async () => (await import('./contenders/pg-boss.ts')).openPgBoss,
  bullmq: async () => (await import('./contenders/bullmq.ts')).openBullmq,
};

const { CONTENDER = '', SURROUNDINGS = '{}' } = process.env;
const open = await all[CONTENDER]?.();
if (open === undefined) throw new Error(`There is no contender ${CONTENDER}.`);
const contender = await open(JSON.parse(SURROUNDINGS) as Surroundings);
obey({
  ...contender,
  name: () => contender.name,
  processorMs: () => process.cpuUsage().user / 1e3 + process.cpuUsage().system / 1e3,
});
