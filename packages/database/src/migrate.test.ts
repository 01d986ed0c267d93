import { Migration } from '@mikro-orm/migrations';
import { expect, inject, test } from 'vitest';
import { createOrm } from './create-orm.ts';
import { migrate } from './migrate.ts';

class Widen extends Migration {
  override up(): void {
    this.addSql('alter table patience.held add column wide int');
  }
}

/** A database of its own, on the server that the test run started, with one table and a migration that changes it. */
async function open() {
  const adminUrl = inject('postgresAdminUrl');
  const admin = await createOrm({ url: adminUrl, tables: [], poolSize: 1 });
  await admin.em.fork().execute('drop database if exists migrate_test with (force)');
  await admin.em.fork().execute('create database migrate_test');
  const url = Object.assign(new URL(adminUrl), { pathname: '/migrate_test' }).href;
  const migrations = [{ name: 'patience-0001-widen', class: Widen }];
  const orm = await createOrm({ url, tables: [{ schema: 'patience', entities: [], migrations }] });
  await orm.em.fork().execute('create schema patience; create table patience.held (id int)');
  return {
    orm,
    async [Symbol.asyncDispose]() {
      await orm.close(true);
      await admin.em.fork().execute('drop database migrate_test with (force)');
      await admin.close(true);
    },
  };
}

test('a migration gives up behind a transaction that holds its table, changes nothing, and runs once that has ended', async () => {
  await using world = await open();
  await world.orm.em.fork().transactional(async (em) => {
    await em.execute('select * from patience.held');
    await expect(migrate(world.orm, { patienceMs: 50 })).rejects.toThrow(/^Nothing was migrated: .* more than 50 ms/);
  });
  expect(await migrate(world.orm, { patienceMs: 50 })).toEqual(['patience-0001-widen']);
});

test('a migration waits for another one for as long as that takes', async () => {
  await using world = await open();
  const migrating = await world.orm.em.fork().transactional(async (em) => {
    await em.execute('select pg_advisory_xact_lock(7190123001)');
    const waiting = migrate(world.orm, { patienceMs: 50 });
    await Promise.race([waiting, em.execute('select pg_sleep(0.3)')]);
    return () => waiting;
  });
  expect(await migrating()).toEqual(['patience-0001-widen']);
});
