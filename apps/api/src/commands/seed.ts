import { migrationState } from '@minimart/database';
import { allTables } from '../compose.ts';
import { type Command, CommandError } from './command.ts';

/** Fills the database with the demo. */
export const seed: Command = {
  name: 'seed',
  summary: 'Fills the store with the demo, once.',
  synopsis: '',
  page: `
Writes people, workspaces and apps, and <data dir>/demo.json with their passwords and tokens (for you alone to read). Run again, it finds everything as it is.
Needs MINIMART_RECEIVER_URL, where the demo's mini-app listens. It is for trying things out: do not seed a store that serves people.

Exit codes: 0 the demo is there; 2 it is not, for the reason told.`,
  options: {},
  takes: [0, 0],
  run: (_, { terminal, withServices }) =>
    withServices(async (services) => {
      if (services.config.receiverUrl === undefined) {
        throw new CommandError(
          "MINIMART_RECEIVER_URL: must be set to where the demo's receiver listens, such as http://127.0.0.1:4000",
        );
      }
      const { pending } = await migrationState(services.orm, allTables);
      if (pending.length > 0)
        throw new CommandError(`${pending.length} migrations are pending: run minimart migrate first.`);
      // Loaded here alone: the other commands need nothing of the demo.
      const { runSeed } = await import('../roles/run-seed.ts');
      const working = setInterval(() => terminal.progress('Seeding the demo'), 1_000);
      await runSeed(services).finally(() => clearInterval(working));
      terminal.say(`The demo is there. Who signs in, and with what: ${services.config.dataDir}/demo.json`);
      return 0 as const;
    }, 'seed'),
};
