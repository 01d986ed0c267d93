import { parseArgs } from 'node:util';
import pino from 'pino';
import { NewerDatabaseError } from '@minimart/database';
import { BackupError } from '../backup/backup-manifest.ts';
import { compose } from '../compose.ts';
import { readConfig } from '../config.ts';
import { version } from '../version.ts';
import { type Asked, type Command, CommandError, type ExitCode, type Surroundings } from './command.ts';
import { commands } from './commands.ts';
import type { Terminal } from './terminal.ts';

/** Runs what was typed after `minimart`; answers the exit code. Never throws: what went wrong is told in words. */
export async function runCommand(
  typed: readonly string[],
  { env, terminal }: { env: NodeJS.ProcessEnv; terminal: Terminal },
): Promise<ExitCode> {
  const [name, ...rest] = typed;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.say(rest[0] === undefined ? overview() : pageOf(commands.find((each) => each.name === rest[0])));
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    terminal.say(version);
    return 0;
  }
  const command = commands.find((each) => each.name === name);
  if (command === undefined) {
    terminal.complain(`There is no command ${name}. There are: ${commands.map((each) => each.name).join(', ')}.`);
    return 2;
  }
  try {
    const asked = parse(command, rest);
    if (asked.values['help'] === true) {
      terminal.say(pageOf(command));
      return 0;
    }
    return await command.run(asked, surroundingsOf(env, terminal));
  } catch (error) {
    terminal.complain(inWords(error));
    return 2;
  }
}

function parse({ name, options, takes: [least, most] }: Command, typed: string[]): Asked {
  const all = { help: { type: 'boolean', short: 'h' }, ...options } as const;
  const asked = parsed(name, () => parseArgs({ args: typed, options: all, allowPositionals: true, strict: true }));
  const count = asked.positionals.length;
  if (asked.values['help'] !== true && (count < least || count > most)) {
    throw new CommandError(
      `minimart ${name} takes ${least === most ? least : `${least} to ${most}`} of those; see minimart ${name} --help.`,
    );
  }
  return asked as Asked;
}

function parsed<Value>(name: string, parseIt: () => Value): Value {
  try {
    return parseIt();
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\nSee minimart ${name} --help.`);
  }
}

function surroundingsOf(env: NodeJS.ProcessEnv, terminal: Terminal): Surroundings {
  const config = (role: 'migrate' | 'seed' | 'api' | 'dispatcher' = 'migrate') =>
    readConfig({ ...env, MINIMART_ROLE: role });
  return {
    env,
    terminal,
    config,
    async withServices(work, role) {
      const services = await compose(config(role), pino({ level: 'warn', base: null }, pino.destination(2)));
      try {
        return await work(services);
      } finally {
        await services.close();
      }
    },
  };
}

/** What the operator can do something about is told without a trace; a defect with one. */
function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT') {
    return `The database cannot be reached (${code}). Is DATABASE_URL right, and PostgreSQL running?`;
  }
  if (code === '28P01' || code === '3D000' || code === '28000')
    return `PostgreSQL refuses: ${error.message}. Is DATABASE_URL right?`;
  const isTold =
    error instanceof CommandError ||
    error instanceof BackupError ||
    error instanceof NewerDatabaseError ||
    /^(The configuration has mistakes|Nothing was migrated)/.test(error.message);
  return isTold ? error.message : (error.stack ?? error.message);
}

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    `minimart ${version}: what operators do`,
    '',
    'minimart <command> [options]',
    '',
    ...lines,
    '',
    'minimart <command> --help tells of one. All are told where things are by the same settings as the programs (DATABASE_URL, MINIMART_DATA_DIR, ...).',
    'They end with 0 when all is well, with 1 when there is something to look at, and with 2 when they could not do their work.',
  ].join('\n');
}

function pageOf(command: Command | undefined): string {
  if (command === undefined) return overview();
  const { name, summary, synopsis, page } = command;
  return [`minimart ${[name, synopsis].filter((part) => part !== '').join(' ')}`, '', summary, '', page.trim()].join(
    '\n',
  );
}
