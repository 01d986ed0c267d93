import { migrationState } from '@minimart/database';
import { allTables } from '../compose.ts';
import { checkDispatchers, checkLedger } from './check-dispatch.ts';
import { checkMailServer, checkNameServers } from './check-network.ts';
import { checkBucket, checkDataFolder, checkUploads } from './check-places.ts';
import { checkRows } from './check-rows.ts';
import { checkSealing } from './check-sealing.ts';
import { checkClock, checkServer } from './check-server.ts';
import { checkMigrations, checkSchema } from './check-tables.ts';
import type { Check, Finding, Patient } from './finding.ts';

/** Every check by its name. Those `ofRows` read tables, which have to be those of this program. */
export const checks: readonly { name: string; look: Check; ofRows?: true }[] = [
  { name: 'data folder', look: checkDataFolder },
  { name: 'bucket', look: checkBucket },
  { name: 'mail server', look: checkMailServer },
  { name: 'name servers', look: checkNameServers },
  { name: 'PostgreSQL', look: checkServer },
  { name: 'clocks', look: checkClock },
  { name: 'migrations', look: checkMigrations },
  { name: 'schema', look: checkSchema },
  { name: 'sealing keys', look: checkSealing, ofRows: true },
  { name: 'dispatchers', look: checkDispatchers, ofRows: true },
  { name: 'ledger', look: checkLedger, ofRows: true },
  { name: 'rows', look: checkRows, ofRows: true },
  { name: 'uploads', look: checkUploads, ofRows: true },
];

/** What was found, and which checks could not be made. */
export interface Examination {
  findings: Finding[];
  /** Names of checks that were made. */
  made: string[];
  /** Names of checks that could not be made. */
  skipped: string[];
}

/** Makes all checks, one after the other, and changes nothing. One that fails is a finding, too. */
export async function examine(patient: Patient): Promise<Examination> {
  const done: Examination = { findings: [], made: [], skipped: [] };
  const isOurs = (await migrationState(patient.orm, allTables)).pending.length === 0;
  for (const { name, look, ofRows } of checks) {
    if (ofRows === true && !isOurs) {
      done.skipped.push(name);
      continue;
    }
    patient.progress(`Looking at: ${name}`);
    try {
      for (const finding of await look(patient)) done.findings.push({ check: name, ...finding });
      done.made.push(name);
    } catch (error) {
      done.skipped.push(name);
      const what = `It could not be looked at: ${(error as Error).message}`;
      done.findings.push({ check: name, what, mend: 'See what the message says, and run minimart doctor again.' });
    }
  }
  return done;
}
