// The Express app whose guarded route is compared with its open one; runs as a process of its own.
import { CachedKeyVerifier, createScopeUniverse } from '@minimart/keys';
import { createPreparedKeyReader, KeyChangeListener } from '@minimart/keys/mikro-orm';
import { requireKey } from '@minimart/keys/express';
import express from 'express';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

const connection = { connectionString: process.env['DATABASE_URL'] };
const pool = new pg.Pool(connection);
const scopes = createScopeUniverse({ scopes: ['flow-tags:view', 'sub-flows:send', 'subscribers:view'] });
const verifier = new CachedKeyVerifier({ reader: createPreparedKeyReader(pool), scopes });
await new KeyChangeListener({ verifier, createClient: () => new pg.Client(connection) }).start();

const app = express().disable('x-powered-by').disable('etag');
const answer: express.RequestHandler = (_request, response) => void response.json({ data: [{ name: 'VIP' }] });
app.get('/open', answer);
app.get('/guarded', requireKey({ verifier, scopeOf: () => 'flow-tags:view' }), answer);
const server = app.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.once('disconnect', () => process.exit());
