import { runCommand } from './commands/run-command.ts';
import { createTerminal } from './commands/terminal.ts';

const terminal = createTerminal({ out: process.stdout, err: process.stderr });
process.exitCode = await runCommand(process.argv.slice(2), { env: process.env, terminal });
