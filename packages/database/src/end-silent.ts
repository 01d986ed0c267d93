import type { Socket } from 'node:net';
import type { Pool, PoolClient } from 'pg';

/**
 * Breaks each connection of a pool that is lent and has been silent for so long, so that whatever waits for it fails. The limits of PostgreSQL do not do
 * that: a server that hangs, or is behind a network that swallows all, keeps none. The driver's own limit of a query fails the query alone, and gives the
 * connection, on which the answer is still missing, to the next.
 */
export function endSilent(pool: Pool, silenceMs: number): void {
  pool.on('connect', (client) => {
    const socket = socketOf(client);
    socket.on('timeout', () => socket.destroy(new SilentDatabase(silenceMs)));
  });
  pool.on('acquire', (client) => void socketOf(client).setTimeout(silenceMs));
  pool.on('release', (_error, client) => void socketOf(client).setTimeout(0));
}

/** PostgreSQL said nothing for longer than it may. */
class SilentDatabase extends Error {
  override readonly name = 'SilentDatabase';
  readonly code = 'ETIMEDOUT';
  constructor(silenceMs: number) {
    super(`PostgreSQL said nothing for ${silenceMs} ms.`);
  }
}

/** `pg` has it, and its types do not say so. */
const socketOf = (client: PoolClient): Socket =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream;
