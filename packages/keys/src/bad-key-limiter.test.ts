import { mintToken } from '@minimart/tokens';
import { expect, test, vi } from 'vitest';
import { BadKeyLimiter, plainScopes, type VerifyResult } from './index.ts';

const rate = { calls: 3, seconds: 60 };
const key = { id: 'k', subject: 's', tenant: 't', environment: 'live', scopes: [], allowedNetworks: null } as const;
const good: VerifyResult = { ok: true, key: { ...key, scopes: [] }, scopes: plainScopes.setOf([]) };
const unknown: VerifyResult = { ok: false, reason: 'unknown' };

/** A verifier whose look-ups end when they are let through. */
function setUp() {
  const open: ((result: VerifyResult | Error) => void)[] = [];
  const verifier = {
    known: () => undefined,
    verify: () =>
      new Promise<VerifyResult>((resolve, reject) => {
        open.push((result) => (result instanceof Error ? reject(result) : resolve(result)));
      }),
  };
  const limiter = new BadKeyLimiter({ now: () => 0 });
  const check = (whose = 'ada') => limiter.check({ verifier, text: mintToken('mm_live'), whose, rate });
  return { open, check };
}

test('good keys that come all at once are all looked up, and none is refused for coming with others', async () => {
  const { open, check } = setUp();
  const checks = Array.from({ length: 20 }, () => check());
  for (let done = 0; done < 20; done += 1) {
    await vi.waitFor(() => expect(open.length).toBeGreaterThan(done));
    expect(open.length - done).toBeLessThanOrEqual(rate.calls);
    open[done]!(good);
  }
  expect((await Promise.all(checks)).every(({ ok }) => ok)).toBe(true);
});

test('look-ups that fail count for nothing and hold nobody up', async () => {
  const { open, check } = setUp();
  const checks = Array.from({ length: 4 }, () => check().catch(() => 'failed'));
  await vi.waitFor(() => expect(open).toHaveLength(3));
  for (const each of open.slice()) each(new Error('down'));
  await vi.waitFor(() => expect(open).toHaveLength(4));
  open[3]!(good);
  expect(await Promise.all(checks)).toEqual(['failed', 'failed', 'failed', good]);
});

test('one sender does not wait for another, and is refused once the limit is full of bad keys', async () => {
  const { open, check } = setUp();
  const bad = Array.from({ length: 4 }, () => check('mallory'));
  const own = check('ada');
  await vi.waitFor(() => expect(open).toHaveLength(4));
  open[3]!(good);
  expect(await own).toEqual(good);
  for (const each of open.slice(0, 3)) each(unknown);
  expect(await Promise.all(bad)).toEqual([
    unknown,
    unknown,
    unknown,
    { ok: false, reason: 'throttled', retryInMs: 20_000 },
  ]);
  expect(open).toHaveLength(4);
});
