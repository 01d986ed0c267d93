import { join } from 'node:path';
import type { Config } from './config.ts';
import { demoEgress } from './demo-egress.ts';
import type { Secrets } from './read-secrets.ts';

/** What the programs must be told. */
export interface Wiring {
  config: Config;
  secrets: Secrets;
  databaseUrl: string;
  /** The public origin. */
  baseUrl: string;
  /** Where the demo's receiver listens; undefined without the demo. */
  receiverPort: number | undefined;
  /** Accounts that run the store beside those that the environment names. */
  operators?: readonly string[];
  /** This process's own environment. */
  env: NodeJS.ProcessEnv;
}

type Env = Record<string, string>;
type Named = (name: string) => boolean;
const isToldByUs: Named = (name) =>
  /^(npm_|PNPM_|NODE_OPTIONS$|DATABASE_URL(_FILE)?$|PORT$|HOST$|ORIGIN$|API_URL$)/.test(name);
const isSetting: Named = (name) => name.startsWith('MINIMART_');
// Made and kept in the data folder; a file that names another would contradict it.
const isOwnSecret: Named = (name) => /^MINIMART_(AUTH_SECRET|SEALING_KEYS)(_FILE)?$/.test(name);
const listening: Env = { PORT: '0', HOST: '127.0.0.1' };

function pick(env: NodeJS.ProcessEnv, isWanted: Named): Env {
  const entries = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && isWanted(entry[0]),
  );
  return Object.fromEntries(entries);
}

// Of several programs on one machine only one could have it; each is asked through the front door instead.
const isOfOneProgram: Named = (name) => name === 'MINIMART_OPS_PORT';

/** What every child gets of this process's own environment: nothing that configures Minimart, so each is told only what it needs. */
function inherited(env: NodeJS.ProcessEnv): Env {
  return { NODE_ENV: 'production', ...pick(env, (name) => !isToldByUs(name) && !isSetting(name)) };
}

/**
 * Environment of `apps/api` in one of its roles; further MINIMART_ settings are its own affair and reach it as they are. The demo's
 * deliveries stay on this machine, so the demo allows some of it.
 */
export function apiEnvironment(role: 'api' | 'dispatcher' | 'migrate' | 'seed', wiring: Wiring): Env {
  const { config, secrets, receiverPort } = wiring;
  const ownMachine = config.seed === 'demo' && receiverPort !== undefined ? demoEgress(config, receiverPort) : [];
  return {
    ...inherited(wiring.env),
    ...pick(wiring.env, (name) => isSetting(name) && !isOwnSecret(name) && !isOfOneProgram(name)),
    ...listening,
    MINIMART_ROLE: role,
    DATABASE_URL: wiring.databaseUrl,
    MINIMART_BASE_URL: wiring.baseUrl,
    MINIMART_DATA_DIR: config.dataDir,
    MINIMART_AUTH_SECRET: secrets.authSecret,
    MINIMART_SEALING_KEYS: secrets.sealingKeys,
    MINIMART_EGRESS_ALLOW: [...config.egressAllow, ...ownMachine].join(','),
    ...(receiverPort === undefined ? {} : { MINIMART_RECEIVER_URL: receiverUrlOf(receiverPort) }),
    ...keptMails(wiring),
    ...namedOperators(wiring),
  };
}

/** The demo has no mail server: its mails are kept, to be read in the store, unless one is named or somebody says otherwise. */
function keptMails({ config, receiverPort, env }: Wiring): Env {
  const isDemo = config.seed === 'demo' && receiverPort !== undefined;
  const isSaid =
    env['MINIMART_SMTP_URL'] !== undefined ||
    env['MINIMART_SMTP_URL_FILE'] !== undefined ||
    env['MINIMART_MAIL_OUTBOX'] !== undefined;
  return isDemo && !isSaid ? { MINIMART_MAIL_OUTBOX: 'on' } : {};
}

/** Who runs the store: whom the surroundings name, and the demo's operator. */
function namedOperators({ env, operators = [] }: Wiring): Env {
  const said = env['MINIMART_OPERATORS'];
  const all = [...(said ? [said] : []), ...operators];
  return all.length > 0 ? { MINIMART_OPERATORS: all.join(',') } : {};
}

/** Environment of the store: the public origin, and where it reaches the API without going through the front door. */
export function storeEnvironment(wiring: Wiring, apiPort: number): Env {
  return {
    ...inherited(wiring.env),
    ...listening,
    ORIGIN: wiring.baseUrl,
    API_URL: `http://127.0.0.1:${apiPort}`,
    // Longer than the front door keeps a connection that is idle.
    KEEP_ALIVE_TIMEOUT: '75',
    // A form of the console sends a draft's section twice: as it was opened and as it is now; the API takes 512 kB.
    BODY_SIZE_LIMIT: '2M',
    // The front door sets it anew, so a visitor cannot choose it; sign-in is limited by this address.
    ADDRESS_HEADER: 'x-forwarded-for',
    XFF_DEPTH: '1',
  };
}

/** Environment of the demo's receiver; the seed writes the file with the demo apps' signing secrets. */
export function receiverEnvironment(wiring: Wiring, port: number): Env {
  return {
    ...inherited(wiring.env),
    ...listening,
    PORT: String(port),
    MINIMART_BASE_URL: wiring.baseUrl,
    RECEIVER_SECRETS_FILE: join(wiring.config.dataDir, 'receiver-secrets.json'),
  };
}

/** Where the demo's receiver is reached. */
export const receiverUrlOf = (port: number): string => `http://127.0.0.1:${port}`;
