import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEgressGuard, createSender } from '@minimart/webhooks';
import request from 'supertest';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { checkDueDomains } from '../../roles/check-domains.ts';
import { noteStoreFacts } from '../../roles/keep-store-facts.ts';
import { allMails } from '../../testing/all-mails.ts';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';
import { exampleManifest } from '../../testing/example-manifest.ts';
import { createFileFetch } from './create-file-fetch.ts';

const path = '/v1/developer/profile';
const domain = 'lanternworks.example';
const dayMs = 24 * 3_600_000;

interface Body {
  code: string;
  detail: string;
  etag: string;
  domain: { status: string; etag: string; proof: { text: string; recordName: string } } & Record<string, unknown>;
  [name: string]: unknown;
}

/** A developer with an app in the store, and DNS as the test writes it. */
async function open() {
  const api = await createTestApi();
  const zone = new Map<string, string[]>();
  const asked: string[] = [];
  api.services.proofPorts.resolveTxt = async (name) => {
    asked.push(name);
    return { ok: true, texts: zone.get(name) ?? [] };
  };
  const person = await api.person('dora');
  const call = async (method: 'get' | 'put' | 'post' | 'delete', at = '', body?: object, ifMatch = '*') => {
    const asking = request(api.app);
    const sent = asking[method](path + at).set({ authorization: `Bearer ${person.token}`, 'if-match': ifMatch });
    const { status, body: answer, headers } = await (body === undefined ? sent : sent.send(body));
    return { status, body: answer as Body, headers };
  };
  const manifest = exampleManifest('http://127.0.0.1:9', { slug: 'standing' });
  const made = await request(api.app)
    .post('/v1/developer/apps')
    .set({ authorization: `Bearer ${person.token}` })
    .send({ manifest });
  const { id } = made.body as { id: string };
  await request(api.app)
    .post(`/v1/developer/apps/${id}/versions`)
    .set({ authorization: `Bearer ${person.token}` })
    .send({})
    .expect(201);
  const prove = ({ body }: { body: Body }) => zone.set(body.domain.proof.recordName, [body.domain.proof.text]);
  return {
    api,
    zone,
    asked,
    person,
    call,
    prove,
    /** The developer as the store shows them. */
    shown: async () => ((await request(api.app).get('/v1/apps/standing').expect(200)).body as Body)['developer'],
    noted: async () => (await api.services.catalogOf(api.services.em()).factsAfter('', 10))[0]?.developerDomain,
    mails: () => allMails(api.services),
    history: async () =>
      ((await call('get', '/history')).body['items'] as { action: string }[]).map(({ action }) => action),
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  };
}

afterEach(() => vi.useRealTimers());

/** Lets the services' clock stand so many days ahead. */
function ahead({ services }: TestApi, days: number): void {
  services.clock.now = () => new Date(Date.now() + days * dayMs);
}

test('a profile is read, replaced by who read it last, and shown with the apps', async () => {
  await using opened = await open();
  const { call, shown, history } = opened;
  const before = await call('get');
  expect(before.body).toMatchObject({
    displayName: null,
    shownAs: before.body['accountName'],
    domain: { status: 'not_set' },
  });
  expect(before.headers['etag']).toBe(before.body.etag);
  const words = {
    displayName: 'Lantern Works',
    website: 'https://lanternworks.example',
    supportEmail: 'help@lanternworks.example',
  };
  expect((await call('put', '', words, '"profile-7"')).body).toMatchObject({ status: 412, code: 'profile_changed' });
  expect((await call('put', '', words, before.body.etag)).body).toMatchObject({ ...words, shownAs: 'Lantern Works' });
  const { displayName: name, ...reach } = words;
  expect(await shown()).toEqual({ name, domain: null, ...reach });
  expect(await history()).toEqual(['profile_changed']);
  const found = await request(opened.api.app).get('/v1/apps?query=lantern').expect(200);
  expect((found.body as { items: object[] }).items).toMatchObject([
    { slug: 'standing', developer: { name, domain: null } },
  ]);
});

test.each([
  ['displayName', { displayName: 'Lantern Works ✓ bank.example' }, /no symbols/],
  ['website', { website: 'javascript:alert(1)' }, /whole address/],
  ['website', { website: 'https://127.0.0.1/' }, /name that is registered/],
  ['supportEmail', { supportEmail: 'help@' }, /e-mail address/],
])('a wrong %s is refused by its name', async (field, body, words) => {
  await using opened = await open();
  const { status, body: problem } = await opened.call('put', '', body);
  expect(status).toBe(422);
  expect(problem['errors']).toEqual([{ path: field, message: expect.stringMatching(words) as string }]);
});

test('a domain is proven by a TXT record, shown at once, and removed at once', async () => {
  await using opened = await open();
  const { call, prove, shown, noted, history, asked } = opened;
  const set = await call('put', '/domain', { domain: 'LanternWorks.example.', method: 'dns' }, '"no-domain"');
  expect(set.body.domain).toMatchObject({ status: 'waiting', domain, method: 'dns', verifiedAt: null });
  const missing = await call('post', '/domain/check');
  expect(missing.body).toMatchObject({ status: 422, code: 'proof_not_found', reason: 'absent' });
  expect(missing.body.detail).toContain(`Add one with the value ${set.body.domain.proof.text}`);
  expect((await call('get')).body.domain).toMatchObject({ status: 'waiting', finding: { reason: 'absent' } });
  prove(set);
  expect((await call('post', '/domain/check')).body.domain).toMatchObject({ status: 'verified', finding: null });
  expect([await shown(), await noted()]).toMatchObject([{ domain }, domain]);
  expect(asked).toEqual([`_minimart-verification.${domain}`, `_minimart-verification.${domain}`]);
  expect((await call('delete', '/domain', undefined, '"claim_other"')).body.code).toBe('domain_changed');
  await call('delete', '/domain', undefined, set.body.domain.etag);
  expect([await shown(), await noted()]).toMatchObject([{ domain: null }, null]);
  expect(await history()).toEqual(['domain_removed', 'domain_verified', 'domain_set']);
});

test('a changed domain and a replaced token are to be proven anew, and are shown no more', async () => {
  await using opened = await open();
  const { call, prove, shown } = opened;
  prove(await call('put', '/domain', { domain, method: 'dns' }));
  await call('post', '/domain/check');
  const replaced = await call('post', '/domain/token');
  expect([replaced.body.domain.status, await shown()]).toMatchObject(['waiting', { domain: null }]);
  expect((await call('post', '/domain/check')).body).toMatchObject({ code: 'proof_not_found', reason: 'other' });
  prove(replaced);
  expect((await call('post', '/domain/check')).body.domain.status).toBe('verified');
  await call('put', '/domain', { domain: 'other.example', method: 'dns' });
  expect([(await call('get')).body.domain.status, await shown()]).toMatchObject(['waiting', { domain: null }]);
});

test('a domain that is changed while its check runs stays as it was changed', async () => {
  await using opened = await open();
  const { call, prove, shown, api } = opened;
  prove(await call('put', '/domain', { domain, method: 'dns' }));
  const { resolveTxt } = api.services.proofPorts;
  api.services.proofPorts.resolveTxt = async (name) => {
    const answer = await resolveTxt(name);
    await call('put', '/domain', { domain: 'bank.example', method: 'dns' });
    return answer;
  };
  expect((await call('post', '/domain/check')).body).toMatchObject({ status: 412, code: 'domain_changed' });
  expect((await call('get')).body.domain).toMatchObject({ domain: 'bank.example', status: 'waiting', checkedAt: null });
  expect(await shown()).toMatchObject({ domain: null });
});

test('a proof that goes is told by mail, and the domain is shown until the grace is over', async () => {
  await using opened = await open();
  const { api, call, prove, zone, shown, noted, mails, history } = opened;
  prove(await call('put', '/domain', { domain, method: 'dns' }));
  await call('post', '/domain/check');
  const check = (days: number) => {
    ahead(api, days);
    return checkDueDomains(api.services);
  };
  await check(2);
  expect([(await call('get')).body.domain.status, await mails()]).toEqual(['verified', []]);
  zone.clear();
  await check(4);
  const failing = (await call('get')).body.domain;
  expect(failing).toMatchObject({ status: 'failing', finding: { reason: 'absent' } });
  expect(await shown()).toMatchObject({ domain });
  expect((await mails()).map(({ subject }) => subject)).toEqual([`We do not find the proof that ${domain} is yours`]);
  await check(5);
  expect(await mails()).toHaveLength(1);
  await check(12);
  expect((await call('get')).body.domain).toMatchObject({ status: 'lost', verifiedUntil: null });
  expect([await shown(), await noted()]).toMatchObject([{ domain: null }, null]);
  expect((await mails()).map(({ subject }) => subject)).toContain(`${domain} is not verified any more`);
  expect(await history()).toEqual(['domain_lost', 'domain_failing', 'domain_verified', 'domain_set']);
  prove({ body: { domain: failing } as Body });
  await check(13);
  expect((await call('get')).body.domain.status).toBe('verified');
});

test('what search knows follows by itself where it was missed', async () => {
  await using opened = await open();
  const { api, call, prove, noted } = opened;
  prove(await call('put', '/domain', { domain, method: 'dns' }));
  await call('post', '/domain/check');
  await api.services.em().execute('update catalog.listings set developer_domain = null');
  expect(await noteStoreFacts(api.services)).toBe(1);
  expect(await noted()).toBe(domain);
});

test('checks are limited, and say when to come back', async () => {
  await using opened = await open();
  const { call } = opened;
  await call('put', '/domain', { domain, method: 'dns' });
  const answers = [];
  for (let n = 0; n < 12; n += 1) answers.push(await call('post', '/domain/check'));
  const { status, body, headers } = answers.at(-1)!;
  expect([status, body.code, Number(headers['retry-after']) > 0]).toEqual([429, 'too_many_checks', true]);
  expect(answers[0]!.status).toBe(422);
});

test('the history goes on where a page ended, and takes no cursor that is none', async () => {
  await using opened = await open();
  const { call } = opened;
  for (const name of ['One', 'Two', 'Three']) await call('put', '', { displayName: name });
  const { body } = await call('get', '/history?limit=2');
  const rest = await call('get', `/history?limit=2&cursor=${body['nextCursor'] as string}`);
  expect([body['items'], rest.body['items']].map((items) => (items as unknown[]).length)).toEqual([2, 1]);
  expect((await call('get', '/history?cursor=x')).body.code).toBe('invalid_cursor');
});

describe('a file of a hostile host', () => {
  let server: Server;
  afterEach(() => new Promise((done) => server.close(done).closeAllConnections()));

  /** Asks a server that answers so for the file, by a sender with these rules. */
  async function fetchFrom(
    answer: Parameters<typeof createServer>[1],
    { allow = ['127.0.0.0/8'], addresses = ['127.0.0.1'] }: { allow?: string[]; addresses?: string[] } = {},
  ) {
    let requests = 0;
    server = createServer((received, response) => {
      requests += 1;
      answer!(received, response as never);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    let looks = 0;
    const guard = createEgressGuard({
      allow,
      resolve: async () => {
        const address = addresses[Math.min(looks, addresses.length - 1)]!;
        looks += 1;
        return { addresses: [{ address, family: 4 }], ttlMs: 0 };
      },
    });
    const sender = createSender({ guard, timeoutMs: 3_000 });
    const file = await createFileFetch(sender)(
      `http://lanternworks.example:${port}/.well-known/minimart-verification.txt`,
    );
    await sender.close();
    return { file, requests };
  }

  test('is read as it is', async () => {
    const { file } = await fetchFrom((_, response) => response.end('minimart-verification=x'));
    expect(file).toEqual({ ok: true, statusCode: 200, body: 'minimart-verification=x', truncated: false });
  });

  test('is not followed elsewhere', async () => {
    const { file, requests } = await fetchFrom((_, response) => response.writeHead(302, { location: '/other' }).end());
    expect([file, requests]).toMatchObject([{ ok: true, statusCode: 302 }, 1]);
  });

  test('that has no end is cut off at 64 KiB', async () => {
    const { file } = await fetchFrom((_, response) => {
      const more = () => void (response.destroyed || (response.write('x'.repeat(16_384)), setImmediate(more)));
      more();
    });
    expect(file).toMatchObject({ ok: true, truncated: true });
    expect(file.ok && file.body?.length).toBe(65_536);
  });

  test('that never comes is given up by the deadline', async () => {
    const { file } = await fetchFrom((_, response) => void response.write('x'));
    expect(file).toMatchObject({ ok: false, error: expect.stringContaining('within 3 s') as string });
  });

  test.each(['127.0.0.1', '10.0.0.1', '169.254.169.254', '192.168.1.1'])('at %s is not asked for', async (address) => {
    const { file, requests } = await fetchFrom((_, response) => response.end('x'), { allow: [], addresses: [address] });
    expect([file.ok, requests]).toEqual([false, 0]);
    expect(file.ok || file.error).toContain('not on the public internet');
  });

  test('whose name points elsewhere the second time is dialled where it was checked, or not at all', async () => {
    const rebinding = { allow: [], addresses: ['203.0.114.1', '127.0.0.1'] };
    const { requests } = await fetchFrom((_, response) => response.end('x'), rebinding);
    expect(requests).toBe(0);
  });
});
