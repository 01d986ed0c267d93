import type { BlobStore } from '@minimart/blobs';
import { appliedMigrations, createOrm, lockMigrations, runMigrations } from '@minimart/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import { allTables, type Services } from '../compose.ts';
import { readLedger } from '../endings/read-ledger.ts';
import { writePage } from '../endings/ledger-page.ts';
import { unopened } from '../sealed/unopened.ts';
import { BackupError, type BackupManifest } from './backup-manifest.ts';
import { checkBackup } from './check-backup.ts';
import { refuseMisfit } from './refuse-misfit.ts';
import { restoreBlobs } from './restore-blobs.ts';
import { restoreRows } from './restore-rows.ts';
import { settleRestored, type Settled, type Since } from './settle-restored.ts';

/** What to restore, and what the operator has said. */
export interface RestoreOptions {
  folder: string;
  /** Where the ledger of endings lies. */
  ledger: BlobStore;
  /** The name of the database whose rows go; without it, the database has to be empty. */
  replace?: string | undefined;
  /** The ledger of the database that goes, when that was told everything just now: if it is the backup's, or leads on from it, nothing is missing. */
  told?: string | undefined;
  /** The operator's word that nothing has ended since the backup, where the ledger does not tell. */
  keepKeys: boolean;
  say: (line: string) => void;
}

/** What was restored, and what became of it. */
export interface Restored {
  manifest: BackupManifest;
  /** Migrations of this program that the backup did not have. */
  migrated: string[];
  since: Since['kind'];
  /** Until when the ledger was known to be complete. */
  ledgerUntil: Date | undefined;
  settled: Settled;
}

type Parts = Pick<
  Services,
  'config' | 'blobs' | 'sealer' | 'installPortsOf' | 'outboxOf' | 'clock' | 'suspensionsOf' | 'keysOf' | 'audit'
>;

// Complete up to about the backup itself: then it may be as old as the backup is.
const ledgerMarginMs = 10 * 60_000;

/**
 * Restores a backup: uploads first, then all rows in one transaction, brought up to this program's migrations, with what ended since kept dead. A restore that breaks
 * off leaves the database as it was. Throws a {@link BackupError} that says what to do.
 */
export async function restoreBackup(services: Parts, options: RestoreOptions): Promise<Restored> {
  const { folder, say, ledger } = options;
  const manifest = await checkBackup(folder, say);
  refuseNewer(manifest);
  refuseUnopenable(services, manifest);
  const told = await readLedger(ledger, manifest.ledger);
  const since = toSince(manifest, told, options);
  let client: PoolClient | undefined;
  const orm = await createOrm({
    url: services.config.databaseUrl,
    tables: allTables,
    poolSize: 1,
    applicationName: 'minimart restore',
    onPool: (pool) => pool.on('connect', (connected) => (client = connected)),
  });
  try {
    // Makes the table of migrations where there is none, on a connection of its own: once the transaction holds the only one, it would wait for ever.
    await orm.migrator.getExecuted();
    const work = orm.em.fork();
    return await work.transactional(async (em) => {
      const transaction = em.getTransactionContext()!;
      await lockMigrations(orm, transaction);
      await makeRoom(em, options.replace, await appliedMigrations(orm, transaction));
      say('Uploads');
      await restoreBlobs({ folder, manifest, to: services.blobs }, say);
      await refuseMisfit('the list of its migrations', () => runMigrations(orm, transaction, manifest.migrations));
      if (client === undefined) throw new Error('The ORM did not say which connection it uses.');
      await restoreRows({ client, folder, manifest, tables: allTables, say });
      const migrated = await runMigrations(orm, transaction);
      say('Ending what may not live again');
      const settled = await settleRestored(services, em, since);
      await refuseSealedShut(services, client);
      const [{ lineage }] = (await em.execute('select lineage from keys.ledger')) as [{ lineage: string }];
      // Whoever restores the same backup again finds from here what ends from now on.
      if (told !== undefined) {
        await writePage(ledger, { lineage: manifest.ledger.lineage, number: told.lastPage + 1 }, [
          { kind: 'continued', lineage },
        ]);
      }
      say('Committing');
      return { manifest, migrated, since: since.kind, ledgerUntil: told?.completeUntil, settled };
    });
  } finally {
    await orm.close(true);
  }
}

function refuseNewer({ migrations, program }: BackupManifest): void {
  const known = new Set(allTables.flatMap((tables) => tables.migrations.map(({ name }) => name)));
  const unknown = migrations.filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new BackupError(
    `This backup was made by a newer Minimart (${program}): it has ${unknown.join(', ')}, which this program does not know. Restore it with that program, or a newer one.`,
  );
}

function refuseUnopenable({ config }: Parts, { sealedBy }: BackupManifest): void {
  const ours = new Set(config.sealingKeys.map(({ id }) => id));
  const missing = Object.keys(sealedBy).filter((id) => !ours.has(id));
  if (missing.length === 0) return;
  throw new BackupError(
    `The backup has values that were sealed with ${missing.join(', ')}, and MINIMART_SEALING_KEYS has no such key. Sealing keys are in no backup: add it from where you keep it.`,
  );
}

function toSince(
  { madeAt }: BackupManifest,
  told: Awaited<ReturnType<typeof readLedger>>,
  { keepKeys, told: lineage = '' }: RestoreOptions,
): Since {
  const endings = told?.endings ?? [];
  const until = told?.completeUntil?.getTime() ?? 0;
  if (keepKeys) return endings.length > 0 ? { kind: 'told', endings } : { kind: 'nothing' };
  if (told?.lineages.has(lineage) === true) return { kind: 'told', endings };
  return until > new Date(madeAt).getTime() + ledgerMarginMs ? { kind: 'told', endings } : { kind: 'unknown' };
}

/** Takes away what is there, where the operator has named it; nobody may be using it. */
async function makeRoom(em: EntityManager, replace: string | undefined, applied: readonly string[]): Promise<void> {
  const schemas = allTables.map(({ schema }) => schema);
  const there = await em.execute<{ name: string }[]>(
    `select distinct n.nspname as name from pg_namespace n
     where n.nspname in (select jsonb_array_elements_text(?::jsonb))
       or exists (select from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
                  join pg_namespace pn on pn.oid = p.relnamespace
                  where c.relnamespace = n.oid and pn.nspname in (select jsonb_array_elements_text(?::jsonb)))`,
    [JSON.stringify(schemas), JSON.stringify(schemas)],
  );
  const [{ database }] = (await em.execute('select current_database() as database')) as [{ database: string }];
  if (there.length === 0 && applied.length === 0) return;
  if (replace === undefined) {
    throw new BackupError(
      `The database ${database} is not empty. Restore into an empty one, or let go of everything that Minimart has in it with --replace ${database}.`,
    );
  }
  if (replace !== database) throw new BackupError(`--replace names ${replace}, but DATABASE_URL leads to ${database}.`);
  const users = await em.execute<{ name: string }[]>(
    `select distinct application_name as name from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and application_name like 'minimart%'
       and application_name not in ('minimart migrate', 'minimart commands')`,
  );
  if (users.length > 0) {
    throw new BackupError(
      `Minimart is running on ${database} (${users.map(({ name }) => name).join(', ')}). Stop it first.`,
    );
  }
  await em.execute(`select set_config('lock_timeout', '10s', true)`);
  for (const { name } of there) await em.execute(`drop schema "${name}" cascade`);
  await em.execute('delete from public.migrations');
}

async function refuseSealedShut({ sealer }: Parts, client: PoolClient): Promise<void> {
  const shut = await unopened(client, { sealer, packages: allTables });
  if (shut.length === 0) return;
  throw new BackupError(
    `${shut.map(({ place, count }) => `${count} values of ${place}`).join(', ')} cannot be opened with MINIMART_SEALING_KEYS: a key has another value than when they were sealed.`,
  );
}
