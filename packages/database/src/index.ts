export { createOrm, type CreateOrmOptions } from './create-orm.ts';
export { limitSettings, type DatabaseLimits } from './database-limits.ts';
export { guardPool } from './guard-pool.ts';
export { lockMigrations, migrate, type MigrateOptions, runMigrations } from './migrate.ts';
export { appliedMigrations, migrationState, type MigrationState, NewerDatabaseError } from './migration-state.ts';
export { schemaDifferences } from './schema-differences.ts';
export type { PackageTables } from './package-tables.ts';
export type { SealedBytes, SealedColumn, SealedEntries } from './sealed-column.ts';
export { whyDatabaseAway } from './why-database-away.ts';
