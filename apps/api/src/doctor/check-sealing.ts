import { migrationState } from '@minimart/database';
import { allTables } from '../compose.ts';
import { countSealed } from '../sealed/count-sealed.ts';
import { unopened } from '../sealed/unopened.ts';
import type { Check } from './finding.ts';

/** Whether every sealed value opens with the keys there are, and with the first of them alone. */
export const checkSealing: Check<'client' | 'config' | 'sealer' | 'orm'> = async ({ client, config, sealer, orm }) => {
  if ((await migrationState(orm, allTables)).pending.length > 0) return [];
  const findings = [];
  const ours = config.sealingKeys.map(({ id }) => id);
  const sealedBy = Object.entries(await countSealed(client, allTables));
  for (const [key, count] of sealedBy.filter(([id]) => !ours.includes(id))) {
    findings.push({
      what: `${count} values are sealed with the key ${key}, which MINIMART_SEALING_KEYS does not have: nobody can open them.`,
      mend: `Add ${key}:... to the end of MINIMART_SEALING_KEYS from where you keep it, and start the programs anew.`,
    });
  }
  for (const [key, count] of sealedBy.filter(([id]) => ours.indexOf(id) > 0)) {
    findings.push({
      what: `${count} values are still sealed with ${key}, which is not the first key.`,
      mend: 'Run minimart rotate-encryption-key.',
    });
  }
  const shut = await unopened(client, { sealer, packages: allTables });
  for (const { place, count, example } of shut.filter(() => sealedBy.every(([key]) => ours.includes(key)))) {
    findings.push({
      what: `${count} values of ${place} cannot be opened, such as that of ${example}: they were changed, moved, or sealed with a key of the same name and another value.`,
      mend: 'Look for the former value of that key in MINIMART_SEALING_KEYS. Otherwise the owner enters the value again, or the developer makes a new signing secret.',
    });
  }
  return findings;
};
