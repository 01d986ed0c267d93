import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { isRefusal } from '@minimart/problem';
import { createTestClock } from '@minimart/test-kit';
import { hashToken, mintToken } from '@minimart/tokens';
import { createKeyService, type KeyStore } from './index.ts';
import { createMemoryKeyStore } from './testing/index.ts';

const wanted = { subject: 'ins_one', tenant: 'ws_one', scopes: ['flow-tags:view'] };

function setUp() {
  const clock = createTestClock('2026-11-23T12:00:00Z');
  const store: KeyStore = createMemoryKeyStore({ clock });
  return { store, clock, keys: createKeyService({ store, clock }), reads: vi.spyOn(store, 'findByHash') };
}

describe('minting', () => {
  test('makes a key of the agreed form that holds exactly the asked scopes', async () => {
    const { keys, clock } = setUp();
    const { key, plain } = await keys.mint({
      ...wanted,
      scopes: ['sub-flows:send', 'flow-tags:view', 'sub-flows:send'],
    });
    expect(plain).toMatch(/^mm_live_[0-9A-Za-z]{38}$/);
    expect(key).toMatchObject({ subject: 'ins_one', tenant: 'ws_one', environment: 'live', createdAt: clock.now() });
    expect(key.scopes).toEqual(['sub-flows:send', 'flow-tags:view']);
    expect([key.start, key.lastFour]).toEqual([plain.slice(0, 12), plain.slice(-4)]);
    expect(await keys.verify(plain)).toMatchObject({
      ok: true,
      key: { id: key.id, subject: key.subject, scopes: key.scopes },
    });
  });

  test('hands the store the SHA-256 and the showable ends, never the key', async () => {
    const { keys, store } = setUp();
    const insert = vi.spyOn(store, 'insert');
    const { plain } = await keys.mint(wanted);
    const stored = insert.mock.calls[0]![0];
    expect(stored.hash).toEqual(createHash('sha256').update(plain).digest());
    expect(JSON.stringify(stored)).not.toContain(plain.slice(12, -4));
  });

  test('a test key says so in its prefix', async () => {
    const { plain, key } = await setUp().keys.mint({ ...wanted, environment: 'test' });
    expect(plain).toMatch(/^mm_test_/);
    expect(key.environment).toBe('test');
  });

  test.each([
    '*',
    '__proto__',
    'constructor',
    '',
    ' ',
    'flow-tags',
    'flow-tags:*',
    '*:view',
    'flow-tags:view ',
    'Flow-Tags:view',
    'flow-tags:view:more',
    'flow-tags:view\n',
    'flow-t\u0430gs:view',
    'a:b", scope="c:d',
  ])('refuses to mint the scope %j, and writes nothing', async (scope) => {
    const { keys, store } = setUp();
    const refusal = await keys.mint({ ...wanted, scopes: ['flow-tags:view', scope] }).catch((error: unknown) => error);
    expect(isRefusal(refusal) && refusal.code).toBe('invalid_scope');
    expect(refusal).toMatchObject({ errors: [{ path: 'scopes[1]' }] });
    expect(await store.findBySubjects(['ins_one'])).toEqual([]);
  });
});

describe('verifying', () => {
  test('no single mistyped character reaches the store', async () => {
    const { keys, reads } = setUp();
    const { plain } = await keys.mint(wanted);
    for (let at = 8; at < plain.length; at += 1) {
      const typo = plain.slice(0, at) + (plain[at] === 'x' ? 'y' : 'x') + plain.slice(at + 1);
      expect(await keys.verify(typo)).toEqual({ ok: false, reason: 'checksum' });
    }
    expect(reads).not.toHaveBeenCalled();
  });

  test('no look-alike of a good key is accepted or reaches the store', async () => {
    const { keys, reads } = setUp();
    const { plain } = await keys.mint(wanted);
    const secret = plain.slice(8);
    const lookAlikes = [
      '',
      'null',
      '*',
      '__proto__',
      `${plain} `,
      ` ${plain}`,
      `${plain}\n`,
      `${plain}\0`,
      `\0${plain}`,
      plain.slice(0, -1),
      `${plain}a`,
      `Bearer ${plain}`,
      `"${plain}"`,
      `${plain},${plain}`,
      `MM_LIVE_${secret}`,
      `mm_test_${secret}`,
      `mm_pat_${secret}`,
      `mm-live-${secret}`,
      `m\u043c_live_${secret}`,
      `\uff4dm_live_${secret}`,
      `mm_live_\u200b${secret}`,
      plain.replace(/[a-z](?=[^_]*$)/, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
      encodeURIComponent(plain).replace('_', '%5F'),
      Buffer.from(plain).toString('base64'),
      "mm_live_' or true --",
      plain.repeat(20_000),
    ];
    for (const text of lookAlikes)
      expect(await keys.verify(text), JSON.stringify(text.slice(0, 80))).toMatchObject({ ok: false });
    expect(reads).not.toHaveBeenCalled();
  });

  test('the same letters in another case are another key', async () => {
    const { keys } = setUp();
    const { plain } = await keys.mint(wanted);
    const swapped = plain.slice(8, 40).replace(/[a-zA-Z]/g, (c) => (c < 'a' ? c.toLowerCase() : c.toUpperCase()));
    expect(await keys.verify(mintToken('mm_live', () => swapped))).toEqual({ ok: false, reason: 'unknown' });
  });

  test('a well-formed key that nobody was given is unknown, after one read', async () => {
    const { keys, reads } = setUp();
    expect(await keys.verify(mintToken('mm_live'))).toEqual({ ok: false, reason: 'unknown' });
    expect(reads).toHaveBeenCalledTimes(1);
  });

  test('rejects a key revoked one second ago, and one revoked by a clock that is ahead', async () => {
    const { keys, clock, store } = setUp();
    const one = await keys.mint(wanted);
    expect(await keys.revoke(one.key, 'leaked')).toBe(true);
    const ahead = { revokedAt: new Date('2026-11-23T18:00:00Z'), revokedReason: 'leaked' };
    const two = { plain: mintToken('mm_live') };
    await store.insert({ ...one.key, ...ahead, id: 'key_two', hash: hashToken(two.plain) });
    clock.advance(1000);
    expect(await keys.verify(one.plain)).toMatchObject({ ok: false, reason: 'revoked' });
    expect(await keys.verify(two.plain)).toMatchObject({ ok: false, reason: 'revoked' });
  });

  test('rejects a key from the very millisecond of its expiry on', async () => {
    const { keys, clock } = setUp();
    const { plain } = await keys.mint({ ...wanted, expiresAt: new Date('2026-11-23T12:00:01Z') });
    clock.advance(999);
    expect(await keys.verify(plain)).toMatchObject({ ok: true });
    clock.advance(1);
    expect(await keys.verify(plain)).toMatchObject({ ok: false, reason: 'expired' });
  });

  test('a failing store is a failure, not an answer', async () => {
    const { keys, reads } = setUp();
    const { plain } = await keys.mint(wanted);
    reads.mockRejectedValueOnce(new Error('connection lost'));
    await expect(keys.verify(plain)).rejects.toMatchObject({
      name: 'KeyCheckFailed',
      cause: { message: 'connection lost' },
    });
  });
});

describe('ending and narrowing', () => {
  test('revoking a subject ends all its keys, and nobody else\u2019s', async () => {
    const { keys } = setUp();
    const [one, two, other] = [
      await keys.mint(wanted),
      await keys.mint(wanted),
      await keys.mint({ ...wanted, subject: 'ins_two' }),
    ];
    expect((await keys.revokeBySubject('ins_one', 'uninstalled')).sort()).toEqual([one.key.id, two.key.id].sort());
    expect(await keys.verify(one.plain)).toMatchObject({ ok: false, reason: 'revoked' });
    expect(await keys.verify(two.plain)).toMatchObject({ ok: false, reason: 'revoked' });
    expect(await keys.verify(other.plain)).toMatchObject({ ok: true });
  });

  test('a key that comes back from the dead does not: a second mint is a new key', async () => {
    const { keys } = setUp();
    const former = await keys.mint(wanted);
    await keys.revokeBySubject('ins_one', 'retry');
    const next = await keys.mint(wanted);
    expect(next.plain).not.toBe(former.plain);
    expect(await keys.verify(former.plain)).toMatchObject({ ok: false, reason: 'revoked' });
    expect(await keys.verify(next.plain)).toMatchObject({ ok: true });
  });

  test('narrowing takes a scope away from the next call on, and never adds one', async () => {
    const { keys } = setUp();
    const { key, plain } = await keys.mint({ ...wanted, scopes: ['flow-tags:view', 'sub-flows:send'] });
    await keys.narrow('ins_one', ['flow-tags:view', 'flow-tags:manage', '*']);
    expect(await keys.verify(plain)).toMatchObject({ ok: true, key: { scopes: ['flow-tags:view'] } });
    await keys.revoke(key, 'leaked');
    await keys.narrow('ins_one', []);
    expect((await keys.keysOf(['ins_one']))[0]?.scopes).toEqual(['flow-tags:view']);
  });

  test('widening gives every live key of a subject the scope from the next call on, and says so in its history', async () => {
    const { keys } = setUp();
    const first = await keys.mint({ ...wanted, scopes: ['flow-tags:view'] });
    const second = await keys.rotate({ subject: 'ins_one' });
    const other = await keys.mint({ ...wanted, subject: 'ins_two', scopes: ['flow-tags:view'] });
    await keys.widen('ins_one', ['sub-flows:send', 'flow-tags:view']);
    for (const { plain } of [first, second])
      expect(await keys.verify(plain)).toMatchObject({
        ok: true,
        key: { scopes: ['flow-tags:view', 'sub-flows:send'] },
      });
    expect(await keys.verify(other.plain)).toMatchObject({ ok: true, key: { scopes: ['flow-tags:view'] } });
    const widened = (await keys.historyOf('ins_one')).filter(({ event }) => event === 'widened');
    expect(widened).toHaveLength(2);
    await expect(keys.widen('ins_one', ['no scope'])).rejects.toMatchObject({ code: 'invalid_scope' });
  });
});
