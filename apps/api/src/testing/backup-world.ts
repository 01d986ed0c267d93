import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { type RestoreOptions, restoreBackup } from '../backup/restore-backup.ts';
import { writeBackup } from '../backup/write-backup.ts';
import { allTables, compose, type Services } from '../compose.ts';
import type { Config } from '../config.ts';
import { tellLedger } from '../endings/keep-ledger.ts';
import { openLedger } from '../endings/open-ledger.ts';
import type { TestApi } from './create-test-api.ts';

/** A folder for backups of the test's own, and the place of one in it that is not there yet. */
export async function openBackupFolder(): Promise<{ root: string; backup: string } & AsyncDisposable> {
  const root = await mkdtemp(join(tmpdir(), 'minimart-backup-'));
  const close = () => rm(root, { recursive: true, force: true });
  return { root, backup: join(root, 'backup'), [Symbol.asyncDispose]: close };
}

/** Backs up as the command does. */
export async function backUp({ services, databaseUrl }: Pick<TestApi, 'services' | 'databaseUrl'>, folder: string) {
  const ledger = await tellLedger(services, openLedger(services.config), true);
  const { blobs, clock } = services;
  return writeBackup({ databaseUrl, tables: allTables, blobs, ledger, folder, now: clock.now(), say: () => {} });
}

/** Notes in the ledger all that has ended, with a beat as long after a backup as a system would have had that ran on. */
export async function runOn({ services }: Pick<TestApi, 'services'>): Promise<void> {
  const later = { now: () => new Date(Date.now() + 3_600_000) };
  await tellLedger({ ...services, clock: later }, openLedger(services.config), true);
}

/** Works with the services of the same settings, but for these changes. */
export async function withServicesOf<Value>(
  { services }: Pick<TestApi, 'services'>,
  changes: Partial<Config>,
  work: (services: Services) => Promise<Value>,
): Promise<Value> {
  const others = await compose({ ...services.config, ...changes }, pino({ level: 'silent' }));
  try {
    return await work(others);
  } finally {
    await others.close();
  }
}

/** Restores as the command does. */
export function restoreFrom(services: Services, folder: string, said: Partial<RestoreOptions> = {}) {
  const ledger = openLedger(services.config);
  return restoreBackup(services, { folder, ledger, keepKeys: false, say: () => {}, ...said });
}
