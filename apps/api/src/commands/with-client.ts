import pg from 'pg';
import { allTables } from '../compose.ts';
import type { Config } from '../config.ts';

/** Runs work on a connection of its own, which waits for long statements. */
export async function withClient<Value>(
  { databaseUrl }: Pick<Config, 'databaseUrl'>,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Value> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'minimart commands',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => {}); // the statement under way tells of it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The names of all migrations that this program brings. */
export const knownMigrations: readonly string[] = allTables.flatMap(({ migrations }) =>
  migrations.map(({ name }) => name),
);
