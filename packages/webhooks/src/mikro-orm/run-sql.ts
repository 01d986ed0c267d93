import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pool, PoolClient } from 'pg';

/** Runs one statement with `$1`, `$2`, ... once each and in order: on a connection of a pool, or in a transaction of the ORM. */
export type RunSql = <Row>(statement: { name: string; text: string; values: unknown[] }) => Promise<Row[]>;

/** On any connection of the pool, which prepares each statement once. */
export function onPool(pool: Pick<Pool, 'query'>): RunSql {
  return async <Row>(statement: { name: string; text: string; values: unknown[] }) =>
    (await pool.query(statement)).rows as Row[];
}

/** In the transaction of the entity manager. Values must not be arrays, which the ORM would spread. */
export function inTransaction(em: EntityManager): RunSql {
  return <Row>({ text, values }: { text: string; values: unknown[] }) =>
    em.execute<Row[]>(text.replace(/\$\d+/g, '?'), values);
}

/**
 * For the transaction that settles: PostgreSQL ends it when its process says nothing for so long. One that is stopped in the middle would hold
 * the rows of its endpoints, and with them everybody who settles or claims for those.
 */
export const boundTransaction = `set local idle_in_transaction_session_timeout = '5s'`;

/** Lends one connection of the pool. One on which something fails is closed, which rolls back and lets go of whatever it holds. */
export async function onConnection<Value>(pool: Pool, work: (client: PoolClient) => Promise<Value>): Promise<Value> {
  const client = await pool.connect();
  // The pool hears of a break while a connection is idle. Unheard it ends the process; the statement under way fails by itself.
  const onBreak = () => {};
  client.on('error', onBreak);
  let failure: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    client.off('error', onBreak);
    client.release(failure);
  }
}
