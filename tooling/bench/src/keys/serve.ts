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

const answer: express.RequestHandler = (_request, response) => void response.json({ data: [{ name: 'VIP' }] });
const guard = requireKey({ verifier, scopeOf: () => 'flow-tags:view' });
// An app each: in one, the route that stands second would pay for the comparison with the first one's path.
const ports = await Promise.all([listen(answer), listen(guard, answer)]);
process.send?.({ open: ports[0], guarded: ports[1] });
process.once('disconnect', () => process.exit());

async function listen(...handlers: express.RequestHandler[]): Promise<number> {
  const app = express()
    .disable('x-powered-by')
    .disable('etag')
    .get('/tags', ...handlers);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
