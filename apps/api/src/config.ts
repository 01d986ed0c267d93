import type { RateLimit } from '@minimart/keys';
import { parseMailFrom } from '@minimart/mail';
import { parseSealingKeys, type SealingKey } from '@minimart/sealing';
import type { PlatformSettings } from '@minimart/accounts';
import type { S3Place } from '@minimart/blobs';
import { isIP } from 'node:net';
import { z } from 'zod';
import { isGuessable, isUniform } from './is-guessable.ts';
import { platformMistakes, platformVariables, toPlatformSettings } from './platform-settings.ts';
import { readSecretFiles } from './read-secret-files.ts';

const roles = ['api', 'dispatcher', 'migrate', 'seed'] as const;

// A result is recorded after the deadline of its exchange, and must be before another dispatcher takes the delivery over.
const settleMarginMs = 1000;

const milliseconds = (least: number, most: number, usual: number) =>
  z.coerce
    .number('must be a number of milliseconds')
    .int('must be a whole number of milliseconds')
    .min(least, `must be ${least} or more`)
    .max(most, `must be ${most} or less`)
    .default(usual);

const listOf = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function areAddresses(servers: readonly string[]): boolean {
  return servers.every((server) => {
    const [, bracketed, plain = ''] = /^(?:\[([^\]]+)\](?::\d{1,5})?|([^[\]]+))$/.exec(server) ?? [];
    return isIP(bracketed ?? (isIP(plain) === 0 ? plain.replace(/:\d{1,5}$/, '') : plain)) !== 0;
  });
}

const rate = z
  .string()
  .regex(/^(off|[1-9]\d{0,5}\/[1-9]\d{0,4})$/, 'must be <calls>/<seconds>, such as 1000/60, or off');

/** `1000/60`: 1,000 calls in 60 seconds; `off` for no limit. */
function parseRate(text: string): RateLimit | undefined {
  const [calls = 0, seconds = 0] = text.split('/').map(Number);
  return text === 'off' ? undefined : { calls, seconds };
}

const makeAuthSecret = 'openssl rand -base64 48';
const makeSealingKey = 'echo "k1:$(openssl rand -base64 32)"';

const proxies = z
  .string()
  .default('1')
  .transform((text, context): number | string[] => {
    if (/^([0-9]|10)$/.test(text)) return Number(text);
    const networks = listOf(text);
    if (networks.length > 0 && networks.every((each) => network.safeParse(each).success)) return networks;
    context.addIssue({
      code: 'custom',
      message:
        'must be a number of proxies from 0 to 10, or their addresses and networks, such as 127.0.0.1,10.0.0.0/8',
    });
    return z.NEVER;
  });
const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

const variables = z.object({
  MINIMART_ROLE: z.enum(roles, { error: `must be one of ${roles.join(', ')}` }),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' }),
  MINIMART_REPLICA_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'must be the postgresql:// address of a replica of the database, or be left out',
    })
    .optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number('must be a port number').int().min(0).max(65_535).default(3001),
  MINIMART_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'must be the public http(s) address, such as https://store.example.com' })
    .transform((url) => new URL(url).origin),
  MINIMART_AUTH_SECRET: z
    .string(`must be set; make one: ${makeAuthSecret}`)
    .min(32, `must have 32 characters or more; make one: ${makeAuthSecret}`)
    .refine((text) => text.length < 32 || !isGuessable(text), `must be random; make one: ${makeAuthSecret}`),
  MINIMART_SEALING_KEYS: z
    .string(`must be set, as id:base64; make one: ${makeSealingKey}`)
    .transform((text, context): SealingKey[] => {
      try {
        const keys = parseSealingKeys(text);
        if (!keys.some(({ key }) => isUniform(key))) return keys;
        context.addIssue({ code: 'custom', message: `must be random; make one: ${makeSealingKey}` });
        return z.NEVER;
      } catch (error) {
        context.addIssue({ code: 'custom', message: `${(error as Error).message}; make one: ${makeSealingKey}` });
        return z.NEVER;
      }
    }),
  MINIMART_EGRESS_ALLOW: z.string().default('').transform(listOf),
  MINIMART_NAME_SERVERS: z
    .string()
    .default('')
    .transform(listOf)
    .refine(areAddresses, 'must be addresses of name servers, such as 9.9.9.9 or [2620:fe::fe]:53, joined by commas'),
  MINIMART_EGRESS_PROXY: z
    .url({ protocol: /^https?$/, error: 'must be the address of an HTTP proxy, such as http://proxy.internal:3128' })
    .optional(),
  MINIMART_DATA_DIR: z.string().default('.data'),
  MINIMART_S3_ENDPOINT: z
    .url({
      protocol: /^https?$/,
      hostname: /.+/,
      error: 'must be the address of a store that speaks S3, such as https://s3.eu-central-1.amazonaws.com',
    })
    .optional(),
  MINIMART_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
    .optional(),
  MINIMART_S3_REGION: z.string().min(1, 'must be the name of a region').default('us-east-1'),
  MINIMART_S3_ACCESS_KEY_ID: z.string().min(1, 'must not be empty').optional(),
  MINIMART_S3_SECRET_ACCESS_KEY: z.string().min(1, 'must not be empty').optional(),
  MINIMART_RECEIVER_URL: z.url().optional(),
  MINIMART_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  MINIMART_SIGN_IN_LIMIT: rate.default('10/60'),
  MINIMART_SEARCH_LIMIT: rate.default('120/60'),
  MINIMART_SUGGEST_LIMIT: rate.default('300/60'),
  MINIMART_PROXY_HOPS: proxies,
  MINIMART_KEY_RATE_LIMIT: rate.default('1000/60'),
  MINIMART_KEY_RATE_COUNTING: z.enum(['local', 'exact'], { error: 'must be local or exact' }).default('local'),
  MINIMART_BAD_KEY_LIMIT: rate.default('60/60'),
  MINIMART_OPS_PORT: z.coerce.number('must be a port number').int().min(0).max(65_535).optional(),
  MINIMART_DRAIN_SECONDS: z.coerce
    .number('must be a number of seconds')
    .min(0, 'must be 0 or more')
    .max(60, 'must be 60 or less')
    .default(0),
  MINIMART_METRICS_TOKEN: z.string().min(16, 'must have 16 characters or more').optional(),
  MINIMART_LEAK_REPORT_KEYS: z.string().min(1).optional(),
  MINIMART_OPERATORS: z
    .string()
    .default('')
    .transform(listOf)
    .refine((ids) => ids.every((id) => /^[\w-]{8,64}$/.test(id)), 'must be ids of accounts, joined by commas'),
  MINIMART_VERSION_REVIEW: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  MINIMART_SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      hostname: /.+/,
      error: 'must be the address of a mail server, such as smtps://user:password@mail.example.com:465',
    })
    .optional(),
  MINIMART_MAIL_FROM: z
    .string()
    .refine((text) => parseMailFrom(text) !== undefined, 'must be an address, such as Minimart <no-reply@example.com>')
    .optional(),
  MINIMART_SIGN_UP: z.enum(['open', 'closed'], { error: 'must be open or closed' }).optional(),
  MINIMART_MAIL_OUTBOX: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  ...platformVariables,
  MINIMART_DELIVERY_LOG_DAYS: z.coerce
    .number('must be a number of days')
    .int('must be a whole number of days')
    .min(7, 'must be 7 or more')
    .max(3650, 'must be 3650 or less')
    .default(30),
  MINIMART_DATA_ERASURE_HOURS: z.coerce
    .number('must be a number of hours')
    .min(0, 'must be 0 or more')
    .max(8760, 'must be 8760 or less')
    .default(720),
  MINIMART_DELIVERY_TIMEOUT_MS: milliseconds(100, 120_000, 15_000),
  MINIMART_DELIVERY_LEASE_MS: milliseconds(1_100, 600_000, 30_000),
});

const s3Names = [
  'MINIMART_S3_ENDPOINT',
  'MINIMART_S3_BUCKET',
  'MINIMART_S3_ACCESS_KEY_ID',
  'MINIMART_S3_SECRET_ACCESS_KEY',
] as const;

const environment = variables
  .refine((env) => env.MINIMART_DELIVERY_LEASE_MS >= env.MINIMART_DELIVERY_TIMEOUT_MS + settleMarginMs, {
    path: ['MINIMART_DELIVERY_LEASE_MS'],
    error: `must exceed MINIMART_DELIVERY_TIMEOUT_MS by ${settleMarginMs} or more`,
  })
  .refine((env) => env.MINIMART_SMTP_URL === undefined || env.MINIMART_MAIL_FROM !== undefined, {
    path: ['MINIMART_MAIL_FROM'],
    error: 'must be set beside MINIMART_SMTP_URL: mails need a sender',
  })
  .refine((env) => env.MINIMART_MAIL_OUTBOX === 'off' || env.MINIMART_SMTP_URL === undefined, {
    path: ['MINIMART_MAIL_OUTBOX'],
    error: 'must be off beside MINIMART_SMTP_URL: mails are either sent or kept to be read here',
  })
  .refine((env) => env.MINIMART_MAIL_OUTBOX === 'off' || env.MINIMART_RECEIVER_URL !== undefined, {
    path: ['MINIMART_MAIL_OUTBOX'],
    error: 'must be off outside of the demo, which sets MINIMART_RECEIVER_URL',
  })
  .refine((env) => env.MINIMART_SIGN_UP !== 'open' || canMail(env), {
    path: ['MINIMART_SIGN_UP'],
    error: 'must be closed, or left out, without MINIMART_SMTP_URL: who signs up confirms their address by a mail',
  })
  .superRefine((env, context) => {
    for (const [name, message] of platformMistakes(env)) context.addIssue({ code: 'custom', path: [name], message });
  })
  .superRefine((env, context) => {
    const missing = s3Names.filter((name) => env[name] === undefined);
    if (missing.length === s3Names.length) return;
    for (const name of missing) {
      context.addIssue({
        code: 'custom',
        path: [name],
        message: 'must be set: a store that speaks S3 needs all of its settings',
      });
    }
  });

/** The environment variable of each setting, with the value it has when it is not set; undefined for one that must be set or may be absent. */
export const settings: ReadonlyMap<string, unknown> = new Map(
  Object.entries(variables.shape).map(([name, schema]) => [name, schema.safeParse(undefined).data]),
);

/** What the program was told; read once, here, and nowhere else. */
export interface Config {
  role: (typeof roles)[number];
  databaseUrl: string;
  /** A replica by streaming replication, for the reads of the store's public pages. */
  replicaUrl: string | undefined;
  host: string;
  port: number;
  baseUrl: string;
  authSecret: string;
  sealingKeys: SealingKey[];
  egressAllow: string[];
  /** The name servers that are asked for the proofs of domains; the system's where none is named. */
  nameServers: string[];
  /** The HTTP proxy that every delivery goes through; it looks up names itself. */
  egressProxy: string | undefined;
  dataDir: string;
  /** The bucket that pictures and videos are stored in; undefined for a folder of the data folder. */
  s3: S3Place | undefined;
  receiverUrl: string | undefined;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** How many attempts to sign in an address may make, and as many of each other kind of call of sign-in, counted over all processes. */
  signInLimit: RateLimit | undefined;
  /** How many searches of the store an address may make, and how many suggestions it may ask for; counted by each process. */
  searchLimit: RateLimit | undefined;
  suggestLimit: RateLimit | undefined;
  /** How many proxies stand in front, or their addresses and networks, whose `X-Forwarded-For` is believed. */
  proxyHops: number | string[];
  /** How many calls of the platform API each key may make. */
  keyRateLimit: RateLimit | undefined;
  /** Counted by each process for itself, or exactly over all of them. */
  keyRateCounting: 'local' | 'exact';
  /** How many bad keys an address may send. */
  badKeyLimit: RateLimit | undefined;
  /** Address or file with the public keys of a secret scanner whose reports are taken. */
  leakReportKeys: string | undefined;
  /** The accounts of those who run the store, by their ids. */
  operators: string[];
  /** Whether a version is looked at by an operator before it is let out. */
  versionReview: boolean;
  /** Where health and metrics are served besides, for those who run it; `/metrics` is then there alone. */
  opsPort: number | undefined;
  /** For how long a process that was told to stop says that it is not ready and still takes requests. */
  drainMs: number;
  /** Whoever sends it may read `/metrics`; without one, only who calls from this machine may. */
  metricsToken: string | undefined;
  /** The server that mails are sent by, and from whom; undefined where none is. */
  smtp: { url: string; from: string } | undefined;
  /** Whether strangers may sign up: unless it is said, where mails go out. */
  signUp: 'open' | 'closed';
  /** Whether mails are kept to be read at `/outbox`, in the demo alone. */
  mailOutbox: boolean;
  /** The platform whose own accounts sign in here. */
  platform: PlatformSettings | undefined;
  /** Whether e-mail address and password sign in. */
  passwordSignIn: boolean;
  /** For how many days the delivery log is kept. */
  deliveryLogDays: number;
  /** How long after an uninstall an app's server is asked to erase what it holds, and for how long entered values are remembered. */
  dataErasureDelayMs: number;
  /** The deadline of one attempt at a delivery, from look-up to the last byte of the answer. */
  deliveryTimeoutMs: number;
  /** After this long without a word, another dispatcher takes a delivery over. */
  deliveryLeaseMs: number;
}

/** Reads the environment, and secrets from files that it names. Throws one error that lists every mistake by its variable, never repeating a value. */
export function readConfig(told: NodeJS.ProcessEnv): Config {
  const { env, mistakes } = readSecretFiles(told);
  const parsed = environment.safeParse(env);
  if (!parsed.success || mistakes.size > 0) {
    const found = (parsed.error?.issues ?? []).map(({ path, message }) => [path.join('.'), message] as const);
    const lines = [...mistakes, ...found.filter(([name]) => !mistakes.has(name))];
    throw new Error(`The configuration has mistakes:\n${lines.map(([name, what]) => `  ${name}: ${what}`).join('\n')}`);
  }
  const { data } = parsed;
  return {
    role: data.MINIMART_ROLE,
    databaseUrl: data.DATABASE_URL,
    replicaUrl: data.MINIMART_REPLICA_URL,
    host: data.HOST,
    port: data.PORT,
    baseUrl: data.MINIMART_BASE_URL,
    authSecret: data.MINIMART_AUTH_SECRET,
    sealingKeys: data.MINIMART_SEALING_KEYS,
    egressAllow: data.MINIMART_EGRESS_ALLOW,
    nameServers: data.MINIMART_NAME_SERVERS,
    egressProxy: data.MINIMART_EGRESS_PROXY,
    dataDir: data.MINIMART_DATA_DIR,
    s3: toS3(data),
    receiverUrl: data.MINIMART_RECEIVER_URL,
    logLevel: data.MINIMART_LOG_LEVEL,
    signInLimit: parseRate(data.MINIMART_SIGN_IN_LIMIT),
    searchLimit: parseRate(data.MINIMART_SEARCH_LIMIT),
    suggestLimit: parseRate(data.MINIMART_SUGGEST_LIMIT),
    proxyHops: data.MINIMART_PROXY_HOPS,
    keyRateLimit: parseRate(data.MINIMART_KEY_RATE_LIMIT),
    keyRateCounting: data.MINIMART_KEY_RATE_COUNTING,
    badKeyLimit: parseRate(data.MINIMART_BAD_KEY_LIMIT),
    leakReportKeys: data.MINIMART_LEAK_REPORT_KEYS,
    operators: data.MINIMART_OPERATORS,
    versionReview: data.MINIMART_VERSION_REVIEW === 'on',
    opsPort: data.MINIMART_OPS_PORT,
    drainMs: data.MINIMART_DRAIN_SECONDS * 1_000,
    metricsToken: data.MINIMART_METRICS_TOKEN,
    smtp: toSmtp(data),
    signUp: data.MINIMART_SIGN_UP ?? (canMail(data) ? 'open' : 'closed'),
    mailOutbox: data.MINIMART_MAIL_OUTBOX === 'on',
    platform: toPlatformSettings(data),
    passwordSignIn: data.MINIMART_PASSWORD_SIGN_IN === 'on',
    deliveryLogDays: data.MINIMART_DELIVERY_LOG_DAYS,
    dataErasureDelayMs: Math.round(data.MINIMART_DATA_ERASURE_HOURS * 3_600_000),
    deliveryTimeoutMs: data.MINIMART_DELIVERY_TIMEOUT_MS,
    deliveryLeaseMs: data.MINIMART_DELIVERY_LEASE_MS,
  };
}

type Mailing = Pick<z.output<typeof variables>, 'MINIMART_SMTP_URL' | 'MINIMART_MAIL_OUTBOX'>;

function canMail({ MINIMART_SMTP_URL: url, MINIMART_MAIL_OUTBOX: outbox }: Mailing): boolean {
  return url !== undefined || outbox === 'on';
}

function toSmtp({ MINIMART_SMTP_URL: url, MINIMART_MAIL_FROM: from }: z.output<typeof variables>): Config['smtp'] {
  return url === undefined || from === undefined ? undefined : { url, from };
}

function toS3(data: z.output<typeof variables>): Config['s3'] {
  const [endpoint, bucket, accessKeyId, secretAccessKey] = s3Names.map((name) => data[name]);
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey) return undefined;
  return { endpoint, bucket, region: data.MINIMART_S3_REGION, accessKeyId, secretAccessKey };
}
