import { migrate, migrationState, NewerDatabaseError } from '@minimart/database';
import { allTables } from '../compose.ts';
import type { Command } from './command.ts';
import { knownMigrations } from './with-client.ts';

/** Brings the database up to this program. */
export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'Brings the tables of the database up to this program.',
  synopsis: '[--dry-run] [--json]',
  page: `
All that is pending runs in one transaction: it is done whole or not at all. Two at once run one after the other, and the second finds nothing to do.
Programs of the version before may go on running meanwhile. A migration that waits for a table for longer than ten seconds gives up, and nothing has changed.

  --dry-run  lists what would run, and changes nothing
  --json     { "applied": [...], "ran": [...], "pending": [...] }

Exit codes: 0 the database is up to date; 1 with --dry-run: something is pending; 2 nothing was changed, for the reason told.`,
  options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } },
  takes: [0, 0],
  run: ({ values }, { terminal, withServices }) =>
    withServices(async ({ orm }) => {
      const before = await migrationState(orm, allTables);
      if (before.unknown.length > 0) throw new NewerDatabaseError(before.unknown);
      const say = (line: string) => (values['json'] === true ? undefined : terminal.say(line));
      say(`${before.applied.length} migrations have run, ${before.pending.length} are pending.`);
      if (values['dry-run'] === true) {
        for (const name of before.pending) say(`  would run  ${name}`);
        if (values['json'] === true) terminal.sayJson({ applied: before.applied, ran: [], pending: before.pending });
        return before.pending.length === 0 ? 0 : 1;
      }
      terminal.progress('Migrating');
      const waiting = setInterval(() => terminal.progress('Migrating, or waiting for another migration'), 1_000);
      const ran = await migrate(orm, { known: knownMigrations }).finally(() => clearInterval(waiting));
      for (const name of ran) say(`  ran  ${name}`);
      const after = await migrationState(orm, allTables);
      say(`${after.applied.length} migrations have run, ${after.pending.length} are pending.`);
      if (values['json'] === true) terminal.sayJson({ applied: after.applied, ran, pending: after.pending });
      return 0;
    }),
};
