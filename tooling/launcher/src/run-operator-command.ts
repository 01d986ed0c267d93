import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findRunning, startPostgres } from '@minimart/postgres-server';
import { apiEnvironment } from './child-environment.ts';
import { chooseReceiverPort } from './choose-receiver-port.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { lockDataDir } from './lock-data-dir.ts';
import { ProcessRecord } from './process-record.ts';
import { readSecrets } from './read-secrets.ts';
import { StartError } from './start-error.ts';

const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));
const program = join(projectRoot, 'apps/api/src/minimart.ts');

interface Database {
  url: string;
  stop(): Promise<void>;
}

/**
 * Runs `minimart <command>` on what `pnpm start` keeps: its secrets and its PostgreSQL, which is started for as long as it takes where it does not run. Where
 * the environment names secrets of its own, as in production, they count. Answers the exit code.
 */
export async function runOperatorCommand(typed: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  // What needs neither settings nor a database.
  if (typed.length === 0 || typed.some((each) => ['--help', '-h', 'help', '--version', '--check'].includes(each))) {
    return run(typed, env);
  }
  let database: Database | undefined;
  try {
    const config = readConfig(env, projectRoot);
    if (isTold(env, 'MINIMART_AUTH_SECRET') && isTold(env, 'MINIMART_SEALING_KEYS')) return await run(typed, env);
    database = await openDatabase(config);
    return await run(typed, await environmentFor(config, { env, url: database.url }));
  } catch (error) {
    if (!(error instanceof StartError || error instanceof ConfigError)) throw error;
    console.error([error.message, ...(error instanceof StartError ? error.advice : [])].join('\n'));
    return 2;
  } finally {
    await database?.stop();
  }
}

async function openDatabase({ databaseUrl, dataDir }: Config): Promise<Database> {
  if (databaseUrl !== undefined) return { url: databaseUrl, stop: async () => {} };
  const place = join(dataDir, 'postgres');
  const running = await findRunning(place);
  if (running !== undefined) return { url: running, stop: async () => {} };
  const lock = await lockDataDir(dataDir, new ProcessRecord(dataDir));
  try {
    const server = await startPostgres({ dataDir: place });
    const stop = () => server.stop().finally(() => lock.release());
    return { url: server.url, stop };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function environmentFor(
  config: Config,
  { env, url }: { env: NodeJS.ProcessEnv; url: string },
): Promise<NodeJS.ProcessEnv> {
  const secrets = await readSecrets(config.dataDir);
  const receiverPort = config.seed === 'demo' ? await chooseReceiverPort(config.dataDir) : undefined;
  const baseUrl = config.baseUrl ?? `http://${config.host}:${config.port}`;
  return apiEnvironment('migrate', { config, env, secrets, databaseUrl: url, baseUrl, receiverPort });
}

async function run(typed: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, [program, ...typed], { env, stdio: 'inherit' });
  const pass = (signal: NodeJS.Signals) => void child.kill(signal);
  process.on('SIGTERM', pass).on('SIGINT', () => {}); // Ctrl-C reaches the child by itself
  const [code] = (await once(child, 'exit')) as [number | null];
  process.off('SIGTERM', pass);
  return code ?? 2;
}

const isTold = (env: NodeJS.ProcessEnv, name: string): boolean => Boolean(env[name] ?? env[`${name}_FILE`]);
