import type { Pool } from 'pg';
import { endSilent } from './end-silent.ts';
import { giveBackBroken } from './give-back-broken.ts';

/** Makes a pool outlive whatever happens to its connections: broken ones are replaced, silent ones are broken, and none of it ends the process. */
export function guardPool(pool: Pool, { silenceMs }: { silenceMs?: number | undefined } = {}): void {
  giveBackBroken(pool);
  if (silenceMs !== undefined) endSilent(pool, silenceMs);
  // While a connection is lent, its pool does not listen; whoever has lent it learns of the break from what they wait for.
  pool.on('connect', (client) => client.on('error', () => {}));
}
