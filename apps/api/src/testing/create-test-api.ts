import { randomBytes, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { DatabaseLimits } from '@minimart/database';
import { createPlainTestDatabase } from '@minimart/test-kit';
import type { Express } from 'express';
import pino from 'pino';
import { createApp } from '../app.ts';
import { allTables, compose, type Services } from '../compose.ts';
import type { Config } from '../config.ts';
import { runDispatcher } from '../roles/run-dispatcher.ts';
import { plantPeople, type Planting } from './plant-people.ts';

/** The whole API on a database of the test's own, with loopback receivers allowed; deliveries go out once `dispatch` was called. */
export interface TestApi extends AsyncDisposable, Planting {
  app: Express;
  services: Services;
  databaseUrl: string;
  /** Everything that was logged so far, as text. */
  logged(): string;
  dispatch(): void;
}

/** How the API reaches its database, where that is to go wrong. */
export interface TestWay {
  /** A port on loopback in place of PostgreSQL's own. */
  databasePort?: number;
  limits?: DatabaseLimits;
}

/** Builds it; `egressAllow` may forbid loopback. */
export async function createTestApi({
  egressAllow = ['127.0.0.0/8'],
  databasePort,
  limits,
  ...changes
}: Partial<Config> & TestWay = {}): Promise<TestApi> {
  const db = await createPlainTestDatabase(...allTables);
  const url = new URL(db.url);
  if (databasePort !== undefined) url.port = String(databasePort);
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const config = { ...testConfig(url.href, egressAllow), ...changes };
  const services = await compose(config, pino({ level: 'debug' }, sink), limits);
  await services.keyCheck.changes.start();
  let stopDispatcher = async () => {};
  return {
    app: createApp(services),
    services,
    databaseUrl: db.url,
    logged: () => lines.join(''),
    ...plantPeople(services),
    dispatch() {
      const dispatcher = runDispatcher(services);
      stopDispatcher = () => dispatcher.stop();
    },
    async [Symbol.asyncDispose]() {
      await stopDispatcher();
      await services.keyCheck.changes.stop();
      await services.close();
      await rm(services.config.dataDir, { recursive: true, force: true });
      await db[Symbol.asyncDispose]();
    },
  };
}

/** Settings for a test on a database of its own. */
export function testConfig(databaseUrl: string, egressAllow: string[]): Config {
  return {
    role: 'api',
    databaseUrl,
    replicaUrl: undefined,
    host: '127.0.0.1',
    port: 0,
    baseUrl: 'http://store.test',
    authSecret: randomBytes(32).toString('hex'),
    sealingKeys: [{ id: 'test', key: randomBytes(32) }],
    egressAllow,
    nameServers: [],
    egressProxy: undefined,
    operators: [],
    versionReview: false,
    opsPort: undefined,
    drainMs: 0,
    metricsToken: undefined,
    smtp: undefined,
    signUp: 'open',
    mailOutbox: true,
    platform: undefined,
    passwordSignIn: true,
    deliveryLogDays: 30,
    dataDir: join(tmpdir(), `minimart-test-${randomUUID()}`),
    s3: undefined,
    receiverUrl: undefined,
    logLevel: 'debug',
    signInLimit: undefined,
    searchLimit: undefined,
    suggestLimit: undefined,
    proxyHops: 1,
    keyRateLimit: undefined,
    keyRateCounting: 'local',
    badKeyLimit: undefined,
    leakReportKeys: undefined,
    dataErasureDelayMs: 30 * 24 * 3_600_000,
    deliveryTimeoutMs: 15_000,
    deliveryLeaseMs: 30_000,
  };
}
