import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { plantSample } from '@minimart/chatbot/testing';
import type { DocumentedInput } from '@minimart/scope-kit/testing';
import { createTestDatabase } from '@minimart/test-kit';
import type { EntityManager } from '@mikro-orm/postgresql';
import pino from 'pino';
import { createApp } from '../app.ts';
import { allTables, compose } from '../compose.ts';
import { testConfig } from './create-test-api.ts';
import { plantSampleStore } from './plant-sample-store.ts';

/** What came back. */
export interface PlatformAnswer {
  status: number;
  headers: Headers;
  /** JSON as read; the text where it is none. */
  body: unknown;
}

/** A call by method and path template: `/shop/products/{id}`. */
export interface PlatformCall {
  method: string;
  path: string;
  input?: DocumentedInput;
  /** The key; one with every scope without it. */
  key?: string;
  headers?: Record<string, string>;
  /** Looks at the database after the call, before its changes are undone. */
  afterwards?: (em: EntityManager) => Promise<void>;
}

/** The platform API over real HTTP, real keys and PostgreSQL, on the sample bot. One call at a time; its changes are rolled back. */
export interface Platform extends AsyncDisposable {
  call(call: PlatformCall): Promise<PlatformAnswer>;
  mint(scopes: readonly string[]): Promise<string>;
  logged(): string;
}

/** Starts it. */
export async function openPlatform(): Promise<Platform> {
  const db = await createTestDatabase(...allTables);
  const lines: string[] = [];
  const sink = new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(chunk.toString()), done()) });
  const services = await compose(testConfig(db.url, []), pino({ level: 'warn' }, sink));
  const accounts = services.accountsOf(services.em());
  const [own, other] = [(await accounts.createWorkspace('Own')).id, (await accounts.createWorkspace('Other')).id];
  await plantSample(db.em(), { own, other });
  await plantSampleStore(services, own);
  const mint = async (scopes: readonly string[]) => {
    const { plain } = await services
      .keysOf(services.em())
      .mint({ subject: 'ins_sample', tenant: own, scopes: [...scopes] });
    return plain;
  };
  const every = await mint(services.registry.scopes.map(({ id }) => id));

  let em: EntityManager | undefined;
  const hostOf = (workspaceId: string) => {
    if (!em) throw new Error('Calls go through `call`, which opens the transaction they run in.');
    return services.hostIn(em, workspaceId);
  };
  const server = createServer(createApp({ ...services, hostOf }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;

  return {
    mint,
    logged: () => lines.join(''),
    async call({ key = every, headers = {}, afterwards, ...request }) {
      em = services.em();
      await em.begin();
      try {
        const answer = await send(base, { key, headers, ...request });
        await afterwards?.(em);
        return answer;
      } finally {
        await em.rollback();
        em = undefined;
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await services.uses.stop();
      await services.close();
      await db[Symbol.asyncDispose]();
    },
  };
}

type Sent = Required<Pick<PlatformCall, 'key' | 'headers'>> & Pick<PlatformCall, 'method' | 'path' | 'input'>;

async function send(base: string, { method, path, input = {}, key, headers }: Sent): Promise<PlatformAnswer> {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(textOf(input.params?.[name])));
  const query = new URLSearchParams(Object.entries(input.query ?? {}).map(([name, value]) => [name, textOf(value)]));
  const hasBody = input.body !== undefined;
  const response = await fetch(`${base}${filled}?${query}`, {
    method: method.toUpperCase(),
    headers: { authorization: `Bearer ${key}`, ...(hasBody && { 'content-type': 'application/json' }), ...headers },
    ...(hasBody && { body: JSON.stringify(input.body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** A value as it stands in an address; lone surrogates cannot. */
function textOf(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();
}
