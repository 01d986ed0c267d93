import express from 'express';
import request from 'supertest';
import { createTestClock } from '@minimart/test-kit';
import { mintToken } from '@minimart/tokens';
import { expect, test, vi } from 'vitest';
import {
  BadKeyLimiter,
  CachedKeyVerifier,
  createKeyService,
  createKeyVerifier,
  LocalRateLimiter,
  type FoundKey,
} from '../index.ts';
import { createMemoryKeyStore } from '../testing/index.ts';
import { requireKey, type GuardRefusal, type RequireKeyOptions } from './index.ts';

const wanted = { subject: 'ins_one', tenant: 'ws_one', scopes: ['flow-tags:view'] };

async function setUp(options: Partial<RequireKeyOptions> = {}) {
  const clock = createTestClock('2026-11-24T12:00:00Z');
  const store = createMemoryKeyStore({ clock });
  const keys = createKeyService({ store, clock });
  const refused: GuardRefusal[] = [];
  const app = express().set('trust proxy', 1);
  const verifier = createKeyVerifier({ reader: store });
  app.get(
    '/tags',
    requireKey({
      verifier,
      scopeOf: () => 'flow-tags:view',
      onRefused: (refusal) => refused.push(refusal),
      ...options,
    }),
    (_req, res) => void res.json({ ok: true }),
  );
  const [good, revoked, disabled, expired] = [
    await keys.mint(wanted),
    await keys.mint({ ...wanted, subject: 'ins_two' }),
    await keys.mint({ ...wanted, subject: 'ins_three' }),
    await keys.mint({ ...wanted, subject: 'ins_four', expiresAt: new Date(clock.now().getTime() + 1) }),
  ];
  await keys.revokeBySubject('ins_two', 'leaked');
  await keys.setDisabled('ins_three', true);
  clock.advance(1);
  const bad = {
    revoked: revoked.plain,
    disabled: disabled.plain,
    expired: expired.plain,
    unknown: mintToken('mm_live'),
    checksum: good.plain.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')),
    malformed: 'nonsense',
  };
  const get = (key: string, from = '203.0.113.7') =>
    request(app)
      .get('/tags')
      .set({ authorization: `Bearer ${key}`, 'x-forwarded-for': from });
  return { store, keys, good: good.plain, bad, get, refused };
}

test('every bad key gets the same answer, byte for byte; the operator hears the true reason', async () => {
  const { bad, get, refused } = await setUp();
  const answers = [];
  for (const key of Object.values(bad)) {
    const { status, text, headers } = await get(key);
    const { date: _date, ...same } = headers;
    answers.push(JSON.stringify({ status, text, same }));
  }
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toContain('401');
  expect(refused.map(({ reason }) => reason)).toEqual(Object.keys(bad));
  expect(refused.map(({ key }) => key?.subject)).toEqual([
    'ins_two',
    'ins_three',
    'ins_four',
    undefined,
    undefined,
    undefined,
  ]);
});

test('a remembered unknown, revoked or disabled key takes as long to refuse as any other: medians of 600 batches lie within a microsecond', async () => {
  const { store, bad } = await setUp();
  const verifier = new CachedKeyVerifier({ reader: store, now: () => 0 });
  const kinds = ['revoked', 'disabled', 'unknown'] as const;
  for (const kind of kinds) await verifier.verify(bad[kind]);
  const batch = (key: string) => {
    const begin = process.hrtime.bigint();
    for (let time = 0; time < 200; time += 1) verifier.known(key);
    return Number(process.hrtime.bigint() - begin);
  };
  const took: Record<(typeof kinds)[number], number[]> = { revoked: [], disabled: [], unknown: [] };
  for (let round = 0; round < 600; round += 1) for (const kind of kinds) took[kind].push(batch(bad[kind]));
  // Of medians, since a pause of the machine falls on one batch; far below what a network lets anybody tell apart.
  const medians = kinds.map((kind) => took[kind].toSorted((a, b) => a - b)[300]! / 200);
  expect(Math.max(...medians) - Math.min(...medians)).toBeLessThan(1_000);
});

test('an address that sends too many bad keys waits; others, its own good key that is remembered, and other networks do not', async () => {
  const time = { ms: 0 };
  const limiter = new BadKeyLimiter({ now: () => time.ms });
  const { store, good, bad, get, refused } = await setUp({ throttle: { limiter, rate: { calls: 3, seconds: 60 } } });
  const from = (host: number) => `2001:db8:1:2::${host}`;
  for (let call = 0; call < 3; call += 1) await get(bad.unknown, from(call)).expect(401);
  const waiting = await get(bad.malformed, from(9)).expect(429).expect('Retry-After', '20');
  expect(waiting.body).toMatchObject({ code: 'too_many_bad_keys' });
  expect(refused.at(-1)).toMatchObject({ reason: 'throttled' });
  await get(good, from(9)).expect(429); // not remembered, so it cannot be told from the bad ones without a read
  await get(good, '2001:db8:1:3::9').expect(200);
  await get(bad.unknown, '2001:db8:1:3::9').expect(401);
  time.ms += 20_000;
  await get(good, from(9)).expect(200);

  const cached = new CachedKeyVerifier({ reader: store, now: () => 0 });
  const second = await setUp({ verifier: cached, throttle: { limiter, rate: { calls: 3, seconds: 60 } } });
  await cached.verify(good);
  for (let call = 0; call < 4; call += 1) await second.get(bad.unknown, '198.51.100.7');
  await second.get(bad.unknown, '198.51.100.7').expect(429);
  await second.get(good, '198.51.100.7').expect(200);
});

test('what a caller claims in X-Forwarded-For beyond the one proxy that is trusted changes nothing', async () => {
  const limiter = new BadKeyLimiter({ now: () => 0 });
  const { bad, get } = await setUp({ throttle: { limiter, rate: { calls: 3, seconds: 60 } } });
  for (let call = 0; call < 3; call += 1) await get(bad.unknown, `198.51.100.${call}, 203.0.113.7`).expect(401);
  await get(bad.unknown, '192.0.2.1, 203.0.113.7').expect(429);
});

test('each answer tells how many calls are left, and the one too many when to come back', async () => {
  const limiter = new LocalRateLimiter({ now: () => 0 });
  const { good, get, refused } = await setUp({ limit: { limiter, rate: { calls: 2, seconds: 30 } } });
  const policy = ['RateLimit-Policy', '"key";q=2;w=30'] as const;
  await get(good)
    .expect(200)
    .expect(...policy)
    .expect('RateLimit', '"key";r=1;t=15');
  await get(good)
    .expect(200)
    .expect(...policy)
    .expect('RateLimit', '"key";r=0;t=30');
  const refusal = await get(good)
    .expect(429)
    .expect(...policy)
    .expect('RateLimit', '"key";r=0;t=30')
    .expect('Retry-After', '15');
  expect(refusal.body).toMatchObject({ code: 'rate_limited' });
  expect(refused).toMatchObject([{ reason: 'rate' }]);
});

test('a test key is refused where live ones are asked for', async () => {
  const { keys, get } = await setUp({ environments: ['live'] });
  const { plain } = await keys.mint({ ...wanted, environment: 'test' });
  await get(plain).expect(401);
});

test('bad keys that come all at once cost no more look-ups than those that come one by one', async () => {
  const found = Promise.withResolvers<FoundKey | undefined>();
  const reads = vi.fn(() => found.promise);
  const limiter = new BadKeyLimiter({ now: () => 0 });
  const verifier = new CachedKeyVerifier({ reader: { findByHash: reads } });
  const { get } = await setUp({ verifier, throttle: { limiter, rate: { calls: 5, seconds: 60 } } });
  const answers = Array.from({ length: 50 }, () =>
    get(mintToken('mm_live'), '203.0.113.7').then(({ status }) => status),
  );
  await vi.waitFor(() => expect(reads).toHaveBeenCalledTimes(5), 10_000);
  found.resolve(undefined);
  const statuses = await Promise.all(answers);
  expect(reads).toHaveBeenCalledTimes(5);
  expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(45);
});

test('a key outside of its networks is limited as any other', async () => {
  const limiter = new LocalRateLimiter({ now: () => 0 });
  const { keys, get } = await setUp({ limit: { limiter, rate: { calls: 2, seconds: 60 } } });
  const { plain } = await keys.mint({ ...wanted, allowedNetworks: ['203.0.113.0/24'] });
  const statuses = [];
  for (let call = 0; call < 4; call += 1) statuses.push((await get(plain, '198.51.100.7')).status);
  expect(statuses).toEqual([403, 403, 429, 429]);
});

test('what a proxy passes on as an address is read, and neither shown nor told where it is none', async () => {
  const { keys, get, refused } = await setUp();
  const { plain } = await keys.mint({ ...wanted, allowedNetworks: ['203.0.113.0/24'] });
  await get(plain, '203.0.113.7:4711').expect(200);
  const odd = `"><script>${'a'.repeat(500)}`;
  expect((await get(plain, odd).expect(403)).body.detail).not.toContain('script');
  await get(plain, '198.51.100.7:4711').expect(403);
  expect(refused.map(({ address }) => address)).toEqual([undefined, '198.51.100.7']);
});
