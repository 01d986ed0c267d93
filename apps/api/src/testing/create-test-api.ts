import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { createTestDatabase } from '@minimart/test-kit';
import type { Express } from 'express';
import pino from 'pino';
import { createApp } from '../app.ts';
import { allTables, compose, type Services } from '../compose.ts';
import type { Config } from '../config.ts';
import { runDispatcher } from '../roles/run-dispatcher.ts';

/** A person with a token, and a workspace of theirs. */
export interface TestPerson {
  userId: string;
  token: string;
  email: string;
  password: string;
}

/** The whole API on a database of the test's own, with loopback receivers allowed; deliveries go out once `dispatch` was called. */
export interface TestApi extends AsyncDisposable {
  app: Express;
  services: Services;
  databaseUrl: string;
  /** Everything that was logged so far, as text. */
  logged(): string;
  person(name: string): Promise<TestPerson>;
  workspace(members: Record<string, TestPerson>): Promise<string>;
  dispatch(): void;
}

/** Builds it; `egressAllow` may forbid loopback. */
export async function createTestApi({ egressAllow = ['127.0.0.0/8'] } = {}): Promise<TestApi> {
  const db = await createTestDatabase(...allTables);
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const services = await compose(testConfig(db.url, egressAllow), pino({ level: 'debug' }, sink));
  let stopDispatcher = async () => {};
  return {
    app: createApp(services),
    services,
    databaseUrl: db.url,
    logged: () => lines.join(''),
    async person(name) {
      const [email, password] = [
        `${name}-${randomBytes(4).toString('hex')}@example.com`,
        randomBytes(12).toString('base64url'),
      ];
      const { user } = await services.auth.api.signUpEmail({ body: { name, email, password } });
      const token = await services.accountsOf(services.em()).mintPersonalAccessToken(user.id, 'test');
      return { userId: user.id, token, email, password };
    },
    async workspace(members) {
      const accounts = services.accountsOf(services.em());
      const { id } = await accounts.createWorkspace('Tea House');
      for (const [role, { userId }] of Object.entries(members)) await accounts.addMember(id, userId, role as 'owner');
      return id;
    },
    dispatch() {
      const dispatcher = runDispatcher(services);
      stopDispatcher = () => dispatcher.stop();
    },
    async [Symbol.asyncDispose]() {
      await stopDispatcher();
      await services.close();
      await db[Symbol.asyncDispose]();
    },
  };
}

function testConfig(databaseUrl: string, egressAllow: string[]): Config {
  return {
    role: 'api',
    databaseUrl,
    host: '127.0.0.1',
    port: 0,
    baseUrl: 'http://store.test',
    authSecret: randomBytes(32).toString('hex'),
    sealingKeys: [{ id: 'test', key: randomBytes(32) }],
    egressAllow,
    dataDir: '',
    receiverUrl: undefined,
    logLevel: 'debug',
    limitSignIn: false,
  };
}
