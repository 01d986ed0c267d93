import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import request from 'supertest';
import { describe, expect, test, vi } from 'vitest';
import { createTestClock } from '@minimart/test-kit';
import { mintToken } from '@minimart/tokens';
import {
  BadKeyLimiter,
  createKeyService,
  createKeyVerifier,
  createScopeUniverse,
  plainScopes,
  type ScopeUniverse,
} from '../index.ts';
import { createMemoryKeyStore } from '../testing/index.ts';
import { keyOf, requireKey, type RequireKeyOptions } from './index.ts';

const wanted = { subject: 'ins_one', tenant: 'ws_one', scopes: ['flow-tags:view'] };

function setUp(options: Partial<RequireKeyOptions> = {}, scopes?: ScopeUniverse) {
  const clock = createTestClock('2026-11-23T12:00:00Z');
  const store = createMemoryKeyStore({ clock });
  const keys = createKeyService({ store, clock });
  const verifier = createKeyVerifier({ reader: store, ...(scopes && { scopes }) });
  const handler = vi.fn();
  const app = express();
  app.use('/tags', requireKey({ verifier, scopeOf: () => 'flow-tags:view', ...options }));
  app.use((_req, res) => {
    handler();
    res.json({ subject: keyOf(res).subject });
  });
  const onError: ErrorRequestHandler = (error: Error, _req, res, _next) =>
    void res.status(500).json({ seen: error.message });
  app.use(onError);
  const get = (authorization?: string) => {
    const call = request(app).get('/tags');
    return authorization === undefined ? call : call.set('Authorization', authorization);
  };
  return { app, clock, get, handler, keys, reads: vi.spyOn(store, 'findByHash') };
}

describe('a key', () => {
  test('with the scope passes, and the handler knows whose it is', async () => {
    const { get, keys } = setUp();
    const { plain } = await keys.mint(wanted);
    const answer = await get(`bearer ${plain}`).expect(200);
    expect(answer.body).toEqual({ subject: 'ins_one' });
  });

  test('that is missing is a 401 that says how to send one', async () => {
    const { get, handler } = setUp();
    const answer = await get().expect(401).expect('WWW-Authenticate', 'Bearer').expect('Cache-Control', 'no-store');
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ status: 401, code: 'key_missing', message: answer.body.detail });
    expect(handler).not.toHaveBeenCalled();
  });

  test('malformed, mistyped, unknown, revoked or expired gets one and the same 401', async () => {
    const { get, keys, clock, handler } = setUp();
    const revoked = await keys.mint(wanted);
    await keys.revoke(revoked.key, 'leaked');
    const expired = await keys.mint({ ...wanted, expiresAt: clock.now() });
    clock.advance(1000);
    const sent = [
      'Bearer x',
      'Basic eDp5',
      `Bearer ${revoked.plain.slice(0, -1)}!`,
      `Bearer ${mintToken('mm_live')}`,
      `Bearer ${revoked.plain}`,
      `Bearer ${expired.plain}`,
    ];
    const seen = new Set<string>();
    for (const authorization of sent) {
      const { status, body, headers } = await get(authorization);
      seen.add(JSON.stringify([status, body, { ...headers, date: '' }]));
    }
    expect([...seen]).toHaveLength(1);
    expect([...seen][0]).toContain('key_invalid');
    expect(handler).not.toHaveBeenCalled();
  });

  test('in the query, the body or a cookie is no key', async () => {
    const { app, keys, reads } = setUp();
    const { plain } = await keys.mint(wanted);
    await request(app)
      .post(`/tags?access_token=${plain}&key=${plain}`)
      .set('Cookie', `key=${plain}`)
      .set('X-Api-Key', plain)
      .send({ key: plain })
      .expect(401);
    expect(reads).not.toHaveBeenCalled();
  });
});

describe('a key that is suspended', () => {
  test('is a 403 of its own, counts for no bad key, and works again as before once that is lifted', async () => {
    const limiter = new BadKeyLimiter();
    const { get, keys, handler } = setUp({ throttle: { limiter, rate: { calls: 1, seconds: 60 } } });
    const { plain } = await keys.mint(wanted);
    expect(await keys.setSuspended(['ins_one'], true)).toBe(1);
    for (let times = 0; times < 3; times += 1) {
      const answer = await get(`Bearer ${plain}`).expect(403);
      expect(answer.body.code).toBe('key_suspended');
    }
    expect(handler).not.toHaveBeenCalled();
    expect(await keys.setSuspended(['ins_one'], false)).toBe(1);
    await get(`Bearer ${plain}`).expect(200);
  });

  test('and was revoked or paused says no more than any other bad key, and stays so afterwards', async () => {
    const { get, keys } = setUp();
    const { key, plain } = await keys.mint(wanted);
    await keys.setSuspended(['ins_one'], true);
    await keys.revoke(key, 'leaked');
    expect((await get(`Bearer ${plain}`).expect(401)).body.code).toBe('key_invalid');
    expect(await keys.setSuspended(['ins_one'], false)).toBe(0);
    await get(`Bearer ${plain}`).expect(401);
  });
});

describe('a scope', () => {
  test('that the key lacks is a 403 naming what is needed and what was granted', async () => {
    const { get, keys, handler } = setUp({ scopeOf: () => 'flow-tags:manage' });
    const { plain } = await keys.mint(wanted);
    const answer = await get(`Bearer ${plain}`).expect(403);
    expect(answer.headers['www-authenticate']).toBe('Bearer error="insufficient_scope", scope="flow-tags:manage"');
    expect(answer.body).toMatchObject({
      code: 'scope_missing',
      needed: 'flow-tags:manage',
      granted: ['flow-tags:view'],
    });
    expect(answer.body.message).toContain('flow-tags:manage');
    expect(handler).not.toHaveBeenCalled();
  });

  test.each([
    '*',
    '__proto__',
    'constructor',
    'flow-tags',
    'flow-tags:',
    'flow-tags:view2',
    'FLOW-TAGS:VIEW',
    'flow-tags:view ',
    'a"\r\nX-Evil: 1',
  ])('is compared letter by letter: %j is not flow-tags:view', async (scope) => {
    const { get, keys } = setUp({ scopeOf: () => scope });
    const answer = await get(`Bearer ${(await keys.mint(wanted)).plain}`).expect(403);
    expect(answer.headers).not.toHaveProperty('x-evil');
  });

  test('of a pattern or prototype name in the store opens nothing', async () => {
    const hash = Buffer.alloc(32);
    const stored = {
      id: 'key_x',
      hash,
      start: '',
      lastFour: '',
      environment: 'live',
      subject: '',
      tenant: '',
      createdAt: new Date(),
    } as const;
    const ends = {
      expiresAt: null,
      replacedBy: null,
      overlapEndsAt: null,
      disabledAt: null,
      suspendedAt: null,
      revokedAt: null,
      revokedReason: null,
      lastUsedAt: null,
      allowedNetworks: null,
    };
    const scopes = ['*', '*:*', 'flow-tags:*', '__proto__', ''];
    const good = { ok: true, key: { ...stored, ...ends, scopes }, scopes: plainScopes.setOf(scopes) } as const;
    const { get } = setUp({ verifier: { known: () => undefined, verify: async () => good } });
    await get('Bearer x').expect(403);
  });

  test('that is implied by another counts, and `granted` still shows what was agreed', async () => {
    const expand = (scopes: readonly string[]) =>
      new Set(scopes.flatMap((scope) => (scope === 'flow-tags:manage' ? [scope, 'flow-tags:view'] : [scope])));
    const universe = createScopeUniverse({ scopes: ['flow-tags:manage', 'flow-tags:view', 'labels:view'], expand });
    const { get, keys } = setUp({}, universe);
    await get(`Bearer ${(await keys.mint({ ...wanted, scopes: ['flow-tags:manage'] })).plain}`).expect(200);
    const other = await get(`Bearer ${(await keys.mint({ ...wanted, scopes: ['labels:view'] })).plain}`).expect(403);
    expect(other.body.granted).toEqual(['labels:view']);
  });

  test('is not needed only where the guard is told so with null; a forgotten one stops the call', async () => {
    const open = setUp({ scopeOf: () => null });
    await open.get(`Bearer ${(await open.keys.mint({ ...wanted, scopes: [] })).plain}`).expect(200);
    await open.get('Bearer x').expect(401);
    for (const forgotten of [undefined, '']) {
      const { get, keys, handler } = setUp({ scopeOf: () => forgotten as string });
      await get(`Bearer ${(await keys.mint(wanted)).plain}`).expect(500);
      expect(handler).not.toHaveBeenCalled();
    }
  });
});

describe('trouble', () => {
  test.each([new Error('connection lost'), undefined, null, 'route', 'router'])(
    'in the store (%s) is 503 with Retry-After: neither 401 nor 200',
    async (trouble) => {
      const { get, keys, handler, reads } = setUp();
      const { plain } = await keys.mint(wanted);
      reads.mockRejectedValueOnce(trouble);
      const answer = await get(`Bearer ${plain}`).expect(503).expect('Retry-After', '2');
      expect(answer.body).toMatchObject({ code: 'key_check_unavailable' });
      expect(answer.headers).not.toHaveProperty('www-authenticate');
      expect(handler).not.toHaveBeenCalled();
      await get(`Bearer ${plain}`).expect(200);
    },
  );

  test.each([new Error('a defect'), undefined, null, 'route', 'router'])(
    'elsewhere (%s) goes to the error handler: neither refused nor let through',
    async (trouble) => {
      const { get, handler } = setUp({ verifier: { known: () => undefined, verify: () => Promise.reject(trouble) } });
      await get(`Bearer ${mintToken('mm_live')}`).expect(500);
      expect(handler).not.toHaveBeenCalled();
    },
  );

  test('in an injected refuse reaches the error handler, and a good one writes the whole answer', async () => {
    const broken = setUp({ refuse: () => Promise.reject(new Error('no table')) });
    expect((await broken.get().expect(500)).body).toEqual({ seen: 'no table' });
    const own = setUp({ refuse: (_req, res, { status, code }) => res.status(status).json({ mine: code }) });
    const answer = await own.get('Bearer x').expect(401).expect('WWW-Authenticate', 'Bearer error="invalid_token"');
    expect(answer.body).toEqual({ mine: 'key_invalid' });
  });
});

describe('raw requests', () => {
  /** Sends bytes that no client library would, and answers the status line's code. */
  async function send(headers: string, { app }: Pick<ReturnType<typeof setUp>, 'app'>): Promise<string> {
    const server = createServer({ maxHeaderSize: 4 << 20 }, app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write(`GET /tags HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n\r\n`, 'latin1');
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    await new Promise((resolve) => server.close(resolve));
    return answer.split(' ')[1] ?? '';
  }

  test('two Authorization headers are refused whichever is good, without a read', async () => {
    const guarded = setUp();
    const { plain } = await guarded.keys.mint(wanted);
    const good = `Authorization: Bearer ${plain}`;
    expect(await send(good, guarded)).toBe('200');
    guarded.reads.mockClear();
    for (const pair of [
      [good, good],
      [good, 'authorization: Bearer x'],
      ['AUTHORIZATION: Basic eA==', good],
    ]) {
      expect(await send(pair.join('\r\n'), guarded)).toBe('401');
    }
    expect(guarded.reads).not.toHaveBeenCalled();
  });

  test('a megabyte of header, a NUL and bytes that look like letters cost no read', async () => {
    const guarded = setUp();
    const { plain } = await guarded.keys.mint(wanted);
    expect(await send(`Authorization: Bearer ${'a'.repeat(1 << 20)}`, guarded)).toBe('401');
    expect(await send(`Authorization: Bearer ${plain.replace('a', '\u00e0').replace('mm', '\u00b5m')}`, guarded)).toBe(
      '401',
    );
    // Node.js itself refuses a NUL, before any handler.
    expect(await send(`Authorization: Bearer ${plain}\0`, guarded)).toBe('400');
    expect(guarded.reads).not.toHaveBeenCalled();
    expect(guarded.handler).not.toHaveBeenCalled();
  });
});
