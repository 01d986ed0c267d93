import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createKeyService } from '@minimart/keys';
import { createMemoryKeyStore } from '@minimart/keys/testing';
import { describeScopePlugin } from '@minimart/scope-kit/testing';
import express from 'express';
import request from 'supertest';
import { Pool } from 'undici';
import { describe, expect, test } from 'vitest';
import { createInvoicingPlatform } from './create-invoicing-platform.ts';
import { createInvoices } from './in-process/create-invoices.ts';
import type { Invoice, Invoices } from './invoices.ts';
import { invoices } from './scope-invoices.ts';
import { createUpstreamInvoices } from './upstream/create-upstream-invoices.ts';

const own: Invoice[] = [
  { id: 'inv_1', customer: 'Ada', amount: 4200, currency: 'eur', status: 'open' },
  { id: 'inv_2', customer: 'Grace', amount: 900, currency: 'eur', status: 'paid' },
];
const others: Invoice[] = [{ id: 'inv_9', customer: 'Else', amount: 1, currency: 'eur', status: 'open' }];
const ledger = () =>
  createInvoices(
    new Map([
      ['ws_own', own],
      ['ws_other', others],
    ]),
  );

describeScopePlugin(invoices, { withHost: (work) => work(ledger()('ws_own')) });

/** The platform's own API, which knows nothing of app stores: it trusts its own token alone. */
async function startUpstream() {
  const seen: { path: string; authorization: string | undefined }[] = [];
  const invoicesOf = ledger();
  const app = express();
  app.use((req, res, next) => {
    seen.push({ path: req.path, authorization: req.headers.authorization });
    if (req.headers.authorization === 'Bearer platform-secret') next();
    else res.status(401).json({ message: 'Who are you?' });
  });
  app.get('/workspaces/:id/invoices', async (req, res) => {
    res.json(await invoicesOf(req.params.id).list(req.query['status'] as Invoice['status'] | undefined));
  });
  app.post('/workspaces/:id/invoices/:invoice/void', (req, res) =>
    invoicesOf(req.params.id)
      .void(req.params.invoice)
      .then(
        (invoice) => res.json(invoice),
        (error: { code: string; message: string }) =>
          res.status(error.code === 'conflict' ? 409 : 404).json({ message: error.message }),
      ),
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const pool = new Pool(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return {
    seen,
    invoicesOf: createUpstreamInvoices({ pool, token: 'platform-secret' }),
    async [Symbol.asyncDispose]() {
      await pool.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function openPlatform(invoicesOf: (workspaceId: string) => Invoices) {
  const store = createMemoryKeyStore();
  const keys = createKeyService({ store });
  const app = createInvoicingPlatform({ keys: store, invoicesOf });
  const mint = async (scopes: string[]) => (await keys.mint({ subject: 'ins_1', tenant: 'ws_own', scopes })).plain;
  const as = (key: string, method: 'get' | 'post', path: string) =>
    request(app)[method](path).set('authorization', `Bearer ${key}`);
  return { mint, as };
}

describe.each(['in process', 'forwarded to an upstream API'])('invoices %s', (where) => {
  const open = async () => {
    const upstream = where === 'in process' ? undefined : await startUpstream();
    const platform = await openPlatform(upstream?.invoicesOf ?? ledger());
    return { ...platform, upstream, [Symbol.asyncDispose]: async () => upstream?.[Symbol.asyncDispose]() };
  };

  test('a key does what was agreed and nothing else', async () => {
    await using platform = await open();
    const reader = await platform.mint(['invoices:view']);
    const { body } = await platform.as(reader, 'get', '/invoices?status=open').expect(200);
    expect(body).toEqual({ data: [own[0]] });
    const refused = await platform.as(reader, 'post', '/invoices/inv_1/void').expect(403);
    expect(refused.body).toMatchObject({ needed: 'invoices:manage', granted: ['invoices:view'] });
    const manager = await platform.mint(['invoices:manage']);
    expect((await platform.as(manager, 'post', '/invoices/inv_1/void').expect(200)).body.status).toBe('void');
    await platform.as(manager, 'get', '/invoices').expect(200);
  });

  test('bad input and other workspaces\u2019 invoices are refused in plain words', async () => {
    await using platform = await open();
    const manager = await platform.mint(['invoices:manage']);
    const wrong = await platform.as(manager, 'get', '/invoices?status=lost').expect(400);
    expect(wrong.body.errors).toMatchObject([{ path: 'query.status' }]);
    await platform.as(manager, 'post', '/invoices/inv_9/void').expect(404);
    await platform.as(manager, 'post', '/invoices/inv_2/void').expect(409);
    await platform.as('mm_live_nonsense', 'get', '/invoices').expect(401);
  });

  test('no header of the app reaches the platform behind', async () => {
    await using platform = await open();
    const reader = await platform.mint(['invoices:view']);
    await platform.as(reader, 'get', '/invoices').set('x-workspace-id', 'ws_other').expect(200);
    const paths = platform.upstream?.seen ?? [
      { path: '/workspaces/ws_own/invoices', authorization: 'Bearer platform-secret' },
    ];
    expect(paths).toEqual([{ path: '/workspaces/ws_own/invoices', authorization: 'Bearer platform-secret' }]);
  });
});
