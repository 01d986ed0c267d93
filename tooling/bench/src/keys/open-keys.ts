import { createOrm, migrate } from '@minimart/database';
import { createKeyStore, keysTables } from '@minimart/keys/mikro-orm';
import { createKeyService } from '@minimart/keys';
import { startPostgres } from '@minimart/postgres-server';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL of its own with the tables of keys, `count` keys of which are known, and room for more. */
export async function openKeys(count: number) {
  const dataDir = await mkdtemp(join(tmpdir(), 'minimart-bench-'));
  const server = await startPostgres({ dataDir, settings: ['shared_buffers=512MB'] });
  const orm = await createOrm({ url: server.url, tables: [keysTables] });
  await migrate(orm);
  const keys = createKeyService({ store: createKeyStore(orm.em.fork()) });
  const plains: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const scopes = ['flow-tags:view', 'sub-flows:send', 'subscribers:view'];
    plains.push((await keys.mint({ subject: `ins_${made}`, tenant: 'ws_1', scopes })).plain);
  }
  const pool = new pg.Pool({ connectionString: server.url, max: 8 });
  pool.on('error', () => {}); // the server stops while the last connection says goodbye
  const [version] = (await pool.query<{ version: string }>('select version()')).rows;
  return {
    url: server.url,
    pool,
    plains,
    keys,
    version: version!.version.split(' on ')[0]!,
    /** Adds keys that nobody knows until there are so many. */
    async fillUpTo(total: number) {
      await pool.query(
        `insert into keys.api_keys (id, hash, start, last_four, environment, subject, tenant, scopes, created_at)
         select 'key_' || n, sha256(('filler ' || n)::bytea), 'mm_live_xxxx', 'xxxx', 'live', 'ins_f' || n, 'ws_1', '{flow-tags:view}', now()
         from generate_series((select count(*) from keys.api_keys) + 1, $1::int) as n`,
        [total],
      );
      await pool.query('vacuum analyze keys.api_keys');
      await pool.query('checkpoint');
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await orm.close(true);
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
