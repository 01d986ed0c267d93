import type { ParseArgsOptionsConfig } from 'node:util';
import type { Services } from '../compose.ts';
import type { Config } from '../config.ts';
import type { Terminal } from './terminal.ts';

/** What a command was asked, as it was typed. */
export interface Asked {
  values: Readonly<Record<string, string | boolean | undefined>>;
  positionals: readonly string[];
}

/** What a command works with. */
export interface Surroundings {
  env: NodeJS.ProcessEnv;
  terminal: Terminal;
  /** Reads the settings. Throws one error with all mistakes. */
  config(role?: Config['role']): Config;
  /** Runs work with everything wired by the settings, and lets it all go afterwards. */
  withServices<Value>(work: (services: Services) => Promise<Value>, role?: Config['role']): Promise<Value>;
}

/** How a command ends: 0 well, 1 with something that an operator should look at, 2 without having done its work. */
export type ExitCode = 0 | 1 | 2;

/** One thing that an operator can ask for. */
export interface Command {
  name: string;
  /** In one line. */
  summary: string;
  /** What is typed after the name. */
  synopsis: string;
  /** The rest of its page: what it does, its options, what its exit codes mean. */
  page: string;
  options: ParseArgsOptionsConfig;
  /** How many things without a dash it takes, at least and at most. */
  takes: readonly [number, number];
  run(asked: Asked, surroundings: Surroundings): Promise<ExitCode>;
}

/** What an operator can mend: told as it is, without a trace, and the command ends with 2. */
export class CommandError extends Error {
  override name = 'CommandError';
}
