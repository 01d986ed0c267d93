import { allTables } from '../compose.ts';
import { rotateSealed } from '../sealed/rotate-sealed.ts';
import type { Command } from './command.ts';
import { withClient } from './with-client.ts';

/** Seals everything with the first sealing key. */
export const rotateEncryptionKey: Command = {
  name: 'rotate-encryption-key',
  summary: 'Seals every sealed value with the first key of MINIMART_SEALING_KEYS.',
  synopsis: '[--json]',
  page: `
1. Put a new key in front: MINIMART_SEALING_KEYS=new:...,old:... and start every program anew with it. From then on new values are sealed with the new key.
2. Run this command. It seals what the old key had sealed, row by row, while the system runs. Broken off, it goes on where it was.
3. Once it says that the old key has nothing any more, take it out of the setting. Backups from before still need it: keep it with them.

  --json  { "resealed", "changed", "shut", "sealedBy" }

Exit codes: 0 only the first key is in use; 1 others still are (it says how many values each has); 2 nothing was done, for the reason told.`,
  options: { json: { type: 'boolean' } },
  takes: [0, 0],
  run: ({ values }, { terminal, withServices }) =>
    withServices(async ({ config, sealer }) => {
      const current = config.sealingKeys[0]!.id;
      const say = (line: string) => terminal.progress(line);
      const rotated = await withClient(config, (client) =>
        rotateSealed({ client, packages: allTables, sealer, current, say }),
      );
      const others = Object.entries(rotated.sealedBy).filter(([key]) => key !== current);
      if (values['json'] === true) terminal.sayJson(rotated);
      else {
        terminal.say(`${rotated.resealed} rows were sealed anew with ${current}.`);
        if (rotated.changed > 0) terminal.say(`${rotated.changed} rows changed meanwhile; run the command again.`);
        for (const [place, count] of Object.entries(rotated.shut)) {
          terminal.say(
            `${count} rows of ${place} cannot be opened with the keys there are, and stay as they are. See minimart doctor.`,
          );
        }
        terminal.say('Values by key:');
        for (const [key, count] of Object.entries(rotated.sealedBy)) terminal.say(`  ${key}  ${count}`);
        const idle = config.sealingKeys.map(({ id }) => id).filter((id) => id !== current && !(id in rotated.sealedBy));
        if (idle.length > 0)
          terminal.say(
            `Nothing is sealed with ${idle.join(', ')} any more: take it out of MINIMART_SEALING_KEYS, and keep it for backups from before.`,
          );
      }
      return others.length === 0 ? 0 : 1;
    }),
};
