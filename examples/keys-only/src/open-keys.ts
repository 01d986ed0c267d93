import { createOrm, migrate } from '@minimart/database';
import { CachedKeyVerifier, createKeyService, type KeyActor, type KeyService } from '@minimart/keys';
import { createKeyStore, createPreparedKeyReader, KeyChangeListener, keysTables } from '@minimart/keys/mikro-orm';
import pg from 'pg';

/** The key service on a PostgreSQL: its schema is made where it is not there yet. */
export async function openKeys(url: string) {
  const orm = await createOrm({ url, tables: [keysTables] });
  await migrate(orm);
  const pool = new pg.Pool({ connectionString: url, query_timeout: 2_000, connectionTimeoutMillis: 2_000 });
  pool.on('error', (error) => console.warn(`An idle connection broke: ${error.message}`));
  const verifier = new CachedKeyVerifier({ reader: createPreparedKeyReader(pool) });
  const changes = new KeyChangeListener({
    verifier,
    createClient: () => new pg.Client({ connectionString: url }),
    onError: ({ message }) => console.warn(message),
  });
  await changes.start();
  return {
    verifier,
    /** One transaction, in which somebody does something with keys. */
    change: <Value>(by: KeyActor, work: (keys: KeyService) => Promise<Value>): Promise<Value> =>
      orm.em.fork().transactional((em) => work(createKeyService({ store: createKeyStore(em), by }))),
    async close() {
      await changes.stop();
      await pool.end();
      await orm.close(true);
    },
  };
}

/** What an app works with. */
export type Keys = Awaited<ReturnType<typeof openKeys>>;
