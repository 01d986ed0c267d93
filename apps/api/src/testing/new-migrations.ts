import { createOrm, type PackageTables } from '@minimart/database';

/** A migration with the SQL that it runs. */
export interface MigrationSql {
  name: string;
  statements: string[];
}

/** The SQL of the migrations that a release does not have, in the order in which they run. Asks no database. */
export async function newMigrations(
  packages: readonly PackageTables[],
  released: readonly string[],
): Promise<MigrationSql[]> {
  const orm = await createOrm({ url: 'postgresql://nobody@127.0.0.1:1/none', tables: packages });
  const known = new Set(released);
  const migrations = packages.flatMap((tables) => tables.migrations).filter(({ name }) => !known.has(name));
  const found: MigrationSql[] = [];
  for (const { name, class: Migration } of migrations) {
    const migration = new Migration(orm.em.getDriver(), orm.config);
    await migration.up();
    found.push({ name, statements: migration.getQueries().map(String) });
  }
  await orm.close(true);
  return found;
}
