import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@minimart/postgres-server';
import type { TestProject } from 'vitest/node';

// Nothing in a test needs to survive a power failure.
const inMemorySpeed = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'autovacuum=off',
  'max_wal_size=4GB',
];

/** Starts one PostgreSQL for the whole run, or takes the server of MINIMART_TEST_DATABASE_URL. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'minimart-test-'));
  await chmod(folder, 0o711); // PostgreSQL may run as another user, who must be able to enter
  // A role that a test starts reads a thousand files of TypeScript; the next one finds them compiled.
  project.provide('compileCache', join(folder, 'compiled'));
  const given = process.env['MINIMART_TEST_DATABASE_URL'];
  if (given !== undefined) {
    project.provide('postgresAdminUrl', given);
    return () => rm(folder, { recursive: true, force: true });
  }
  const server = await startPostgres({ dataDir: join(folder, 'postgres'), settings: inMemorySpeed });
  project.provide('postgresAdminUrl', server.adminUrl);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
