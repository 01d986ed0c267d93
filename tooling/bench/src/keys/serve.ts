// Two Express apps that differ in the guard alone; runs as a process of its own.
import { CachedKeyVerifier, createScopeUniverse } from '@minimart/keys';
import { createPreparedKeyReader, KeyChangeListener } from '@minimart/keys/mikro-orm';
import { requireKey } from '@minimart/keys/express';
import express from 'express';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

const connection = { connectionString: process.env['DATABASE_URL'] };
const pool = new pg.Pool(connection);
const scopes = createScopeUniverse({ scopes: ['flow-tags:view', 'sub-flows:send', 'subscribers:view'] });
const verifier = new CachedKeyVerifier({ reader: createPreparedKeyReader(pool), scopes });
await new KeyChangeListener({ verifier, createClient: () => new pg.Client(connection) }).start();

const guard = requireKey({ verifier, scopeOf: () => 'flow-tags:view' });
const tags = {
  name: 'bench_tags',
  text: `select id, name from bench.tags where bot = 7 order by id limit 20`,
};
// The least that a route can do, and what an operation of the platform API does at least: one indexed read.
const routes: Record<string, express.RequestHandler> = {
  '/constant': (_request, response) => void response.json({ data: [{ name: 'VIP' }] }),
  '/tags': async (_request, response) => void response.json({ data: (await pool.query(tags)).rows }),
};
// An app each: in one, the routes that stand behind others would pay for the comparison with their paths.
const ports = await Promise.all(
  Object.entries(routes).flatMap(([path, answer]) => [listen(path, answer), listen(path, guard, answer)]),
);
process.send?.({ '/constant': ports.slice(0, 2), '/tags': ports.slice(2) });
process.once('disconnect', () => process.exit());

async function listen(path: string, ...handlers: express.RequestHandler[]): Promise<number> {
  const app = express()
    .disable('x-powered-by')
    .disable('etag')
    .get(path, ...handlers);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
