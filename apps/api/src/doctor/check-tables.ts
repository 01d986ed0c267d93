import { migrationState, schemaDifferences } from '@minimart/database';
import { allTables } from '../compose.ts';
import type { Check } from './finding.ts';

/** Whether the tables are those of this program. */
export const checkMigrations: Check<'orm'> = async ({ orm }) => {
  const { pending, unknown } = await migrationState(orm, allTables);
  const findings = [];
  if (pending.length > 0) {
    findings.push({
      what: `${pending.length} migrations have not run: ${pending.join(', ')}.`,
      mend: 'Run minimart migrate.',
    });
  }
  if (unknown.length > 0) {
    findings.push({
      what: `A newer Minimart migrated this database: it has ${unknown.join(', ')}, which this program does not know.`,
      mend: 'Run the newer program, or restore a backup from before the upgrade.',
    });
  }
  return findings;
};

/** Whether somebody changed the tables by hand. */
export const checkSchema: Check<'orm'> = async ({ orm }) => {
  const { pending, unknown } = await migrationState(orm, allTables);
  // They differ for that reason then, which another check tells.
  if (pending.length + unknown.length > 0) return [];
  const differences = await schemaDifferences(orm);
  if (differences === '') return [];
  const lines = differences.split('\n').filter((line) => line.trim() !== '');
  return [
    {
      what: `The tables were changed by hand. What would make them right again begins with: ${lines.slice(0, 3).join(' ')}`,
      mend: `Look through these ${lines.length} statements (minimart doctor --json has all of them), then run them with psql.\n${differences}`,
    },
  ];
};
