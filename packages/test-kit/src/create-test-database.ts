import { createHash } from 'node:crypto';
import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';
import { createOrm, migrate, type PackageTables } from '@minimart/database';
import { nanoid } from 'nanoid';
import pg from 'pg';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's URL on the server that the test run started. */
    postgresAdminUrl: string;
  }
}

/** A database of the test's own on a real PostgreSQL; dropped when disposed. */
export interface PlainTestDatabase extends AsyncDisposable {
  url: string;
}

/** One with an ORM on it. */
export interface TestDatabase extends PlainTestDatabase {
  orm: MikroORM;
  /** A fresh entity manager with an identity map of its own. */
  em(): MikroORM['em'] & SqlEntityManager;
}

/** Clones a database that holds the packages' migrated, empty tables. The template is made once per test run and set of migrations. */
export async function createTestDatabase(...tables: PackageTables[]): Promise<TestDatabase> {
  const plain = await createPlainTestDatabase(...tables);
  const orm = await createOrm({ url: plain.url, tables, applicationName: 'minimart test' });
  return {
    url: plain.url,
    orm,
    em: () => orm.em.fork(),
    async [Symbol.asyncDispose]() {
      await orm.close(true);
      await plain[Symbol.asyncDispose]();
    },
  };
}

/** The same without an ORM, which takes longer to make than the database: for whoever composes one of their own. */
export async function createPlainTestDatabase(...tables: PackageTables[]): Promise<PlainTestDatabase> {
  const adminUrl = inject('postgresAdminUrl');
  const template = await ensureTemplate(adminUrl, tables);
  const name = `test_${nanoid(12)}`;
  // As files: without fsync, the checkpoints that this takes cost less than logging thirteen megabytes.
  const copied = `create database "${name}" template "${template}" strategy file_copy`;
  await asAdmin(adminUrl, (admin) => admin.query(copied));
  return {
    url: databaseUrl(adminUrl, name),
    [Symbol.asyncDispose]: () =>
      asAdmin(adminUrl, (admin) => admin.query(`drop database if exists "${name}" with (force)`)),
  };
}

async function ensureTemplate(adminUrl: string, tables: readonly PackageTables[]): Promise<string> {
  const migrations = tables.flatMap((table) => table.migrations.map((each) => each.name + String(each.class)));
  const name = `template_${createHash('sha256').update(migrations.join('\n')).digest('hex').slice(0, 24)}`;
  await asAdmin(adminUrl, async (admin) => {
    // Test files run in several workers: the first makes the template, the others wait for it.
    await admin.query('select pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return;
    const unfinished = `${name}_new`;
    await admin.query(`drop database if exists "${unfinished}" with (force)`);
    await admin.query(`create database "${unfinished}"`);
    const orm = await createOrm({ url: databaseUrl(adminUrl, unfinished), tables });
    await migrate(orm).finally(() => orm.close(true));
    await admin.query(`alter database "${unfinished}" rename to "${name}"`);
  });
  return name;
}

async function asAdmin(url: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function databaseUrl(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}
