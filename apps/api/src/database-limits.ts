import type { DatabaseLimits } from '@minimart/database';
import type { Config } from './config.ts';
import { patienceMs } from './features/platform/create-key-check.ts';

/** Somebody waits for the answer: what is not there in this time is better said than waited for. */
const serving: DatabaseLimits = {
  connectMs: 5_000,
  statementMs: 15_000,
  lockMs: 5_000,
  idleMs: 30_000,
  silenceMs: 20_000,
};

/** A call with a key waits no longer than that for the judgement of it, in whatever role. */
export const keyLimits: DatabaseLimits = {
  connectMs: patienceMs,
  statementMs: patienceMs,
  lockMs: patienceMs,
  idleMs: 30_000,
  silenceMs: 2 * patienceMs,
};

/** Nobody waits, and all is tried again; sweeps and counts take their time. */
const dispatching: DatabaseLimits = {
  connectMs: 15_000,
  statementMs: 60_000,
  lockMs: 30_000,
  idleMs: 60_000,
  silenceMs: 75_000,
};

/** How long the database may take in a role. A migration and a seed take as long as they take: half of one is worse than a late one. */
export const limitsOf = (role: Config['role']): DatabaseLimits | undefined =>
  role === 'api' ? serving : role === 'dispatcher' ? dispatching : undefined;
