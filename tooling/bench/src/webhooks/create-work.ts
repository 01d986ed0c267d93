import { createSealer } from '@minimart/sealing';
import { createSigningSecret, signDelivery } from '@minimart/webhooks';
import pg from 'pg';
import { Pool } from 'undici';
import type { Surroundings } from './contender.ts';
import { payloads, type Payload } from './payload.ts';
import { sizes } from './sizes.ts';

/** A job as it lies in a queue: the request in the clear, or sealed (base64) where the contender does the same work as ours. */
export type Job = { id: string } & Partial<Pick<Payload, 'url' | 'body'>> & { sealed?: string };

/** What became of a job, as it is logged. */
export interface Attempt {
  id: string;
  startedAt: string;
  durationMs: number;
  statusCode: number;
  headers: Record<string, unknown>;
  body: string;
}

/** What each contender but ours does for a job, whatever its queue is. */
export interface Work {
  jobs(count: number): Job[];
  /** Sends over kept connections, signed (Standard Webhooks); throws unless the answer is 2xx. */
  deliver(job: Job): Promise<Attempt>;
  /** Logs attempts; does nothing where the contender does less than ours. */
  log(attempts: readonly Attempt[]): Promise<void>;
  close(): Promise<void>;
}

/** Where the others log their attempts: what our log of attempts has, in one table. */
export const attemptsTable = `
  create schema bench;
  create table bench.attempts (id text primary key, started_at timestamptz, duration_ms int, status_code int, headers jsonb, body text)`;

/** Logs attempts from JSON. */
export const logAttempts = `insert into bench.attempts
  select id, "startedAt", "durationMs", "statusCode", headers, body from jsonb_to_recordset($1) as a (
    id text, "startedAt" timestamptz, "durationMs" int, "statusCode" int, headers jsonb, body text)
  on conflict do nothing`;

const secret = createSigningSecret();
const deadlineMs = 15_000;
const bodyLimit = 64 * 1024;
const json = { 'content-type': 'application/json' };

/** The work in the way that `given.isAlike` says. */
export function createWork({ origin, databaseUrl, sealingKey, isAlike }: Surroundings): Work {
  const pool = new Pool(origin, { connections: sizes.concurrency });
  const database = new pg.Pool({ connectionString: databaseUrl, max: 4, idleTimeoutMillis: 0 });
  database.on('error', () => {});
  const sealer = createSealer({ keys: [{ id: 'bench', key: Buffer.from(sealingKey, 'base64') }] });
  const seal = (payload: Payload): Job => {
    return { id: payload.id, sealed: sealer.seal(JSON.stringify(payload), payload.id).toString('base64') };
  };
  const open = (job: Job): Payload => {
    if (job.sealed === undefined) return job as Payload;
    return JSON.parse(sealer.open(Buffer.from(job.sealed, 'base64'), job.id).toString('utf8')) as Payload;
  };
  return {
    jobs: (count) => (isAlike ? payloads(count, origin).map(seal) : payloads(count, origin)),
    async deliver(job) {
      const [at, begin] = [new Date(), performance.now()];
      const { url, body } = open(job);
      const headers = {
        ...json,
        'user-agent': 'bench',
        'accept-encoding': 'identity',
        ...signDelivery({ id: job.id, at, body }, [secret]),
      };
      const bound = isAlike ? { signal: AbortSignal.timeout(deadlineMs) } : {};
      const response = await pool.request({ method: 'POST', path: new URL(url).pathname, headers, body, ...bound });
      const text = isAlike ? (await response.body.text()).slice(0, bodyLimit) : '';
      if (!isAlike) await response.body.dump();
      if (response.statusCode >= 300) throw new Error(`The sink answered ${response.statusCode}.`);
      const durationMs = Math.round(performance.now() - begin);
      const { statusCode, headers: answered } = response;
      return { id: job.id, startedAt: at.toISOString(), durationMs, statusCode, headers: answered, body: text };
    },
    async log(attempts) {
      if (!isAlike) return;
      await database.query({ name: 'bench_log', text: logAttempts, values: [JSON.stringify(attempts)] });
    },
    async close() {
      await Promise.all([pool.close(), database.end()]);
    },
  };
}
