import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, MikroORM } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { limitSettings, type DatabaseLimits } from './database-limits.ts';
import { guardPool } from './guard-pool.ts';
import type { PackageTables } from './package-tables.ts';

/** Where the database is and which packages keep tables in it. */
export interface CreateOrmOptions {
  url: string;
  tables: readonly PackageTables[];
  /** Connections held at most; 10 without it. */
  poolSize?: number;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
  /** How long to wait for a connection, and for each answer; without it, for as long as it takes. */
  patienceMs?: number;
  /** How long all else may take; without them, as long as it takes. */
  limits?: DatabaseLimits | undefined;
  /** Told of the pool once it is there, to look at how many wait, and for what the ORM cannot do itself, such as COPY. */
  onPool?: (pool: Pool) => void;
}

/** Composes one ORM out of the packages' tables. Connects on first use; `orm.close()` lets the connections go. */
export async function createOrm(options: CreateOrmOptions): Promise<MikroORM> {
  const { url, tables, poolSize = 10, applicationName = 'minimart', patienceMs, limits, onPool } = options;
  const patience = patienceMs === undefined ? {} : { connectionTimeoutMillis: patienceMs, query_timeout: patienceMs };
  const onPoolCreated = (pool: Pool) => {
    guardPool(pool, { silenceMs: limits?.silenceMs ?? patienceMs });
    onPool?.(pool);
  };
  return MikroORM.init(
    defineConfig({
      clientUrl: url,
      entities: tables.flatMap((table) => [...table.entities]),
      discovery: { warnWhenNoEntities: false },
      extensions: [Migrator],
      pool: { min: 0, max: poolSize },
      driverOptions: {
        application_name: applicationName,
        onPoolCreated,
        ...(limits && limitSettings(limits)),
        ...patience,
      },
      forceUtcTimezone: true,
      migrations: {
        migrationsList: tables.flatMap((table) => table.migrations.map((migration) => ({ ...migration }))),
        tableName: 'migrations',
        schema: 'public',
        snapshot: false,
        silent: true,
      },
      schemaGenerator: { skipTables: ['migrations', ...tables.flatMap((table) => table.unmappedTables ?? [])] },
      // Values stay out of error messages and of the log: a parameter may be a sealed secret or a hash.
      logger: () => {},
      debug: false,
    }),
  );
}
