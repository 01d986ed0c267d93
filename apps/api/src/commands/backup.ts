import { migrationState } from '@minimart/database';
import { checkBackup } from '../backup/check-backup.ts';
import { writeBackup } from '../backup/write-backup.ts';
import { allTables, type Services } from '../compose.ts';
import { openLedger } from '../endings/open-ledger.ts';
import { tellLedger } from '../endings/keep-ledger.ts';
import { type Command, CommandError } from './command.ts';
import { describeBackup } from './describe-backup.ts';

/** Writes a backup, or checks one. */
export const backup: Command = {
  name: 'backup',
  summary: 'Writes database and uploads into a new folder, while the system runs; or checks a backup.',
  synopsis: '<folder> [--check] [--json]',
  page: `
The rows are all of one moment, and every upload that they name is in it. The folder has its name only once it is whole: what broke off is called
<folder>.unfinished-..., and can be deleted.

What is NOT in it: the sealing keys (MINIMART_SEALING_KEYS, or <data dir>/secrets.json). Secrets of apps and owners stay sealed in the backup, and nobody opens
them without those keys. Keep the keys, too, and apart from the backups. Sessions, mails and links that work once are not in it either.

  --check  reads every byte of the backup in <folder> and compares it with its checksums
  --json   what it holds, as JSON

Exit codes: 0 all is well; 1 the backup is made, but uploads were missing that rows name (minimart doctor names them); 2 there is no backup, or it is damaged.`,
  options: { check: { type: 'boolean' }, json: { type: 'boolean' } },
  takes: [1, 1],
  async run({ values, positionals }, { terminal, withServices }) {
    const folder = positionals[0]!;
    const say = (line: string) => terminal.progress(line);
    const isCheck = values['check'] === true;
    const manifest = isCheck
      ? await checkBackup(folder, say)
      : await withServices(async (services) => {
          await refuseOtherTables(services);
          const ledger = await tellLedger(services, openLedger(services.config), true);
          const { blobs, config, clock } = services;
          const options = {
            databaseUrl: config.databaseUrl,
            tables: allTables,
            blobs,
            ledger,
            folder,
            now: clock.now(),
            say,
          };
          return writeBackup(options);
        });
    const isWhole = manifest.blobs.missing.length === 0;
    if (values['json'] === true) terminal.sayJson(manifest);
    else terminal.say(describeBackup(manifest, { folder, isCheck }));
    return isWhole || isCheck ? 0 : 1;
  },
};

async function refuseOtherTables({ orm }: Services): Promise<void> {
  const { pending, unknown } = await migrationState(orm, allTables);
  if (pending.length + unknown.length === 0) return;
  throw new CommandError(
    `The tables of this database are not those of this program (${pending.length} migrations pending, ${unknown.length} unknown). Back it up with the program that runs on it.`,
  );
}
