export { createOrm, type CreateOrmOptions } from './create-orm.ts';
export { migrate } from './migrate.ts';
export { schemaDifferences } from './schema-differences.ts';
export type { PackageTables } from './package-tables.ts';
