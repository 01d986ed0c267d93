import { expect, inject, test } from 'vitest';
import { createOrm } from './create-orm.ts';

test.each(['in the midst of a transaction', 'at its commit'])(
  'connections that break %s are replaced, however many do',
  async (when) => {
    const url = inject('postgresAdminUrl');
    const orm = await createOrm({ url, tables: [], poolSize: 2 });
    const admin = await createOrm({ url, tables: [], poolSize: 1 });
    try {
      for (let cut = 0; cut < 6; cut += 1) {
        const work = orm.em.fork().transactional(async (em) => {
          const [{ pid }] = (await em.execute('select pg_backend_pid() as pid')) as [{ pid: number }];
          await admin.em.fork().execute('select pg_terminate_backend(?, 5000)', [pid]);
          if (when === 'in the midst of a transaction') await em.execute('select 1');
        });
        await expect(work).rejects.toThrow(/connection|terminat/i);
      }
      expect(await orm.em.fork().execute('select 1 as one')).toEqual([{ one: 1 }]);
      const both = [1, 2].map((n) =>
        orm.em.fork().transactional((em) => em.execute('select ?::int as n, pg_sleep(0.05)::text as slept', [n])),
      );
      expect((await Promise.all(both)).flat()).toMatchObject([{ n: 1 }, { n: 2 }]);
    } finally {
      await Promise.all([orm.close(true), admin.close(true)]);
    }
  },
);
