export { createOrm, type CreateOrmOptions } from './create-orm.ts';
export { limitSettings, type DatabaseLimits } from './database-limits.ts';
export { guardPool } from './guard-pool.ts';
export { migrate } from './migrate.ts';
export { schemaDifferences } from './schema-differences.ts';
export type { PackageTables } from './package-tables.ts';
export { whyDatabaseAway } from './why-database-away.ts';
