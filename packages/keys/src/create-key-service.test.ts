import { createTestClock } from '@minimart/test-kit';
import { expect, test, vi } from 'vitest';
import { CachedKeyVerifier, createKeyService } from './index.ts';
import { createMemoryKeyStore } from './testing/index.ts';

const wanted = { subject: 'ins_one', tenant: 'ws_one', scopes: ['flow-tags:view', 'sub-flows:send'] };
const ada = { actor: 'usr_ada', address: '203.0.113.7' };

function setUp() {
  const clock = createTestClock('2026-11-24T12:00:00Z');
  const store = createMemoryKeyStore({ clock });
  const keys = createKeyService({ store, clock, by: ada });
  const stands = async (plain: string) => {
    const result = await keys.verify(plain);
    return result.ok ? 'good' : result.reason;
  };
  const events = async () =>
    (await keys.historyOf('ins_one')).map(({ event, keyId, detail }) => ({ event, keyId, detail })).toReversed();
  return { clock, store, keys, stands, events };
}

test('a rotated key lives on for a day, to the millisecond, and its successor is like it in everything', async () => {
  const { clock, keys, stands } = setUp();
  const expiresAt = new Date('2027-01-01T00:00:00Z');
  const former = await keys.mint({ ...wanted, environment: 'test', expiresAt, allowedNetworks: ['10.0.0.0/8'] });
  const next = await keys.rotate({ subject: 'ins_one' });
  expect(next.key).toMatchObject({
    ...wanted,
    environment: 'test',
    expiresAt,
    allowedNetworks: ['10.0.0.0/8'],
    replacedBy: null,
  });
  clock.advance(24 * 3_600_000 - 1);
  expect([await stands(former.plain), await stands(next.plain)]).toEqual(['good', 'good']);
  clock.advance(1);
  expect([await stands(former.plain), await stands(next.plain)]).toEqual(['expired', 'good']);
});

test('without an overlap every former key ends at once, those in an overlap too', async () => {
  const { keys, stands } = setUp();
  const first = await keys.mint(wanted);
  const second = await keys.rotate({ subject: 'ins_one', overlapMs: 1_000 });
  const third = await keys.rotate({ subject: 'ins_one', overlapMs: 0 });
  const all = [first, second, third].map(({ plain }) => stands(plain));
  expect(await Promise.all(all)).toEqual(['revoked', 'revoked', 'good']);
});

test('the successor of a paused key is paused, however the former one ended, until it may go on', async () => {
  const { keys, stands } = setUp();
  await keys.mint(wanted);
  await keys.setDisabled('ins_one', true);
  expect(await stands((await keys.rotate({ subject: 'ins_one' })).plain)).toBe('disabled');
  await keys.revokeBySubject('ins_one', 'leaked');
  const next = await keys.mint(wanted);
  expect(await stands(next.plain)).toBe('disabled');
  await keys.setDisabled('ins_one', false);
  expect(await stands(next.plain)).toBe('good');
});

test.each([-1, 0.5, 7 * 24 * 3_600_000 + 1, Number.NaN, Number.POSITIVE_INFINITY])(
  'an overlap of %d ms is refused, and nothing is made',
  async (overlapMs) => {
    const { keys } = setUp();
    await keys.mint(wanted);
    await expect(keys.rotate({ subject: 'ins_one', overlapMs })).rejects.toMatchObject({
      code: 'invalid_overlap',
      errors: [{ path: 'overlapMs', message: 'Give 0 to 604800000 ms.' }],
    });
    expect(await keys.keysOf(['ins_one'])).toHaveLength(1);
  },
);

test('seven days are taken; a subject without a live key cannot be rotated', async () => {
  const { keys } = setUp();
  await keys.mint(wanted);
  await keys.rotate({ subject: 'ins_one', overlapMs: 7 * 24 * 3_600_000 });
  await keys.revokeBySubject('ins_one', 'uninstalled');
  await expect(keys.rotate({ subject: 'ins_one' })).rejects.toMatchObject({ code: 'key_not_found' });
  expect(await keys.keysOf(['ins_one'])).toHaveLength(2);
});

test('the key that a rotation replaces names its successor, and a rotation that is taken back lets that one go on, not an older one', async () => {
  const { keys } = setUp();
  await keys.mint(wanted);
  const second = await keys.rotate({ subject: 'ins_one', overlapMs: 60_000 });
  const third = await keys.rotate({ subject: 'ins_one', overlapMs: 60_000 });
  const successors = new Map((await keys.keysOf(['ins_one'])).map(({ id, replacedBy }) => [id, replacedBy]));
  expect(successors.get(second.key.id)).toBe(third.key.id);
  expect((await keys.undoRotation(third.key, 'refused'))?.id).toBe(second.key.id);
});

test('a rotation that is taken back ends the new key and lifts the deadline; once the former ended there is nothing to take back', async () => {
  const { clock, keys, stands } = setUp();
  const former = await keys.mint(wanted);
  const next = await keys.rotate({ subject: 'ins_one', overlapMs: 1_000 });
  expect(await keys.undoRotation(next.key, 'refused')).toMatchObject({ id: former.key.id, overlapEndsAt: null });
  clock.advance(10_000);
  expect([await stands(former.plain), await stands(next.plain)]).toEqual(['good', 'revoked']);
  const last = await keys.rotate({ subject: 'ins_one', overlapMs: 1_000 });
  clock.advance(1_000);
  expect(await keys.undoRotation(last.key, 'refused')).toBeUndefined();
  expect([await stands(former.plain), await stands(last.plain)]).toEqual(['expired', 'good']);
});

test('everything that is done is in the history, with who and from where, and nothing that changed nothing', async () => {
  const { keys, events } = setUp();
  const { key } = await keys.mint(wanted);
  await keys.setDisabled('ins_one', true);
  await keys.setDisabled('ins_one', true);
  await keys.setDisabled('ins_one', false);
  await keys.narrow('ins_one', wanted.scopes);
  await keys.narrow('ins_one', ['flow-tags:view']);
  expect(await keys.setAllowedNetworks('ins_one', ['10.1.2.3/8'])).toEqual(['10.0.0.0/8']);
  expect(await keys.setAllowedNetworks('ins_one', null)).toBeNull();
  await keys.recordLeak(key, { place: 'public' });
  const { key: next } = await keys.rotate({ subject: 'ins_one', overlapMs: 1_000 });
  await keys.undoRotation(next, 'refused');
  await keys.revokeBySubject('ins_one', 'uninstalled');
  await keys.revokeBySubject('ins_one', 'again');
  const minted = { environment: 'live', expiresAt: null };
  expect(await events()).toEqual([
    { event: 'minted', keyId: key.id, detail: { ...minted, scopes: wanted.scopes } },
    { event: 'disabled', keyId: key.id, detail: {} },
    { event: 'enabled', keyId: key.id, detail: {} },
    { event: 'narrowed', keyId: key.id, detail: { from: wanted.scopes, to: ['flow-tags:view'] } },
    { event: 'networks_changed', keyId: key.id, detail: { to: ['10.0.0.0/8'] } },
    { event: 'networks_changed', keyId: key.id, detail: { to: null } },
    { event: 'leaked', keyId: key.id, detail: { place: 'public' } },
    { event: 'minted', keyId: next.id, detail: { ...minted, scopes: ['flow-tags:view'] } },
    { event: 'rotated', keyId: key.id, detail: { newKey: next.id, overlapMs: 1_000 } },
    { event: 'revoked', keyId: next.id, detail: { reason: 'refused' } },
    { event: 'rotation_undone', keyId: key.id, detail: { newKey: next.id, reason: 'refused' } },
    { event: 'revoked', keyId: key.id, detail: { reason: 'uninstalled' } },
  ]);
  const history = await keys.historyOf('ins_one');
  expect(history.every((entry) => entry.actor === ada.actor && entry.address === ada.address)).toBe(true);
  expect(await keys.historyOf('ins_one', 2)).toHaveLength(2);
});

test('a verifier forgets the keys of one subject, looked up or being looked up, and no others', async () => {
  const { store, keys } = setUp();
  const verifier = new CachedKeyVerifier({ reader: store, now: () => 0 });
  const [own, other] = [await keys.mint(wanted), await keys.mint({ ...wanted, subject: 'ins_two' })];
  await Promise.all([own, other].map(({ plain }) => verifier.verify(plain)));
  verifier.forgetSubject('ins_one');
  expect([own, other].map(({ plain }) => verifier.known(plain)?.ok)).toEqual([undefined, true]);
  const underWay = verifier.verify(own.plain);
  verifier.forgetSubject('ins_one');
  await underWay;
  expect(verifier.known(own.plain)).toBeUndefined();
});

test('a new key keeps the networks of the key that was in force last, not of one that was taken back before they were set', async () => {
  const { clock, keys } = setUp();
  await keys.mint(wanted);
  clock.advance(1);
  const taken = await keys.rotate({ subject: 'ins_one' });
  clock.advance(1);
  await keys.undoRotation(taken.key, 'refused');
  await keys.setAllowedNetworks('ins_one', ['10.0.0.0/8']);
  clock.advance(1);
  await keys.revokeBySubject('ins_one', 'retry');
  expect((await keys.mint(wanted)).key.allowedNetworks).toEqual(['10.0.0.0/8']);
});

test('a new key is paused and kept to networks as the present key is, though an older one ended after its overlap without either', async () => {
  const { clock, keys } = setUp();
  await keys.mint(wanted);
  clock.advance(1);
  const second = await keys.rotate({ subject: 'ins_one', overlapMs: 5 });
  clock.advance(50);
  await keys.setAllowedNetworks('ins_one', ['203.0.113.0/24']);
  await keys.setDisabled('ins_one', true);
  await keys.revoke(second.key, 'leaked');
  const third = await keys.mint(wanted);
  expect(third.key).toMatchObject({ allowedNetworks: ['203.0.113.0/24'], disabledAt: expect.any(Date) });
});

test('a shorter overlap ends former keys whose overlap was longer too', async () => {
  const { clock, keys, stands } = setUp();
  const first = await keys.mint(wanted);
  clock.advance(1);
  const second = await keys.rotate({ subject: 'ins_one', overlapMs: 7 * 24 * 3_600_000 });
  clock.advance(1);
  const third = await keys.rotate({ subject: 'ins_one', overlapMs: 1_000 });
  clock.advance(999);
  const all = async () => Promise.all([first, second, third].map(({ plain }) => stands(plain)));
  expect(await all()).toEqual(['good', 'good', 'good']);
  clock.advance(1);
  expect(await all()).toEqual(['expired', 'expired', 'good']);
});

test('what was taken from a key does not come back with a new one that is to keep it so, however the key ended', async () => {
  const { keys } = setUp();
  const { key } = await keys.mint({ ...wanted, keepNarrowed: true });
  expect(key.scopes).toEqual(wanted.scopes);
  await keys.narrow('ins_one', ['sub-flows:send']);
  expect((await keys.rotate({ subject: 'ins_one', overlapMs: 0 })).key.scopes).toEqual(['sub-flows:send']);
  await keys.revokeBySubject('ins_one', 'leaked');
  expect((await keys.mint({ ...wanted, keepNarrowed: true })).key.scopes).toEqual(['sub-flows:send']);
  await keys.revokeBySubject('ins_one', 'agreed anew');
  expect((await keys.mint(wanted)).key.scopes).toEqual(wanted.scopes);
});

test('a rotation that is undone never falls back on a key that may not have arrived', async () => {
  const { clock, keys, stands } = setUp();
  const rotate = async (overlapMs: number) => {
    clock.advance(1);
    return keys.rotate({ subject: 'ins_one', overlapMs, isOnItsWay: true });
  };
  const first = await keys.mint(wanted);
  const second = await rotate(60_000);
  const third = await rotate(60_000);
  expect(await keys.undoRotation(third.key, 'refused')).toMatchObject({ id: first.key.id, overlapEndsAt: null });
  expect(await Promise.all([first, second, third].map(({ plain }) => stands(plain)))).toEqual([
    'good',
    'good',
    'revoked',
  ]);
  clock.advance(60_000);
  expect(await stands(second.plain)).toBe('expired');
  await rotate(0);
  const last = await rotate(60_000);
  expect(await keys.undoRotation(last.key, 'refused')).toBeUndefined();
});

test('a rotation that is undone falls back on the key before, where the one it replaced leaked', async () => {
  const { clock, keys, stands } = setUp();
  const first = await keys.mint(wanted);
  clock.advance(1);
  const leaked = await keys.rotate({ subject: 'ins_one', isOnItsWay: true });
  await keys.revoke(leaked.key, 'leaked');
  clock.advance(1);
  const next = await keys.mint({ ...wanted, isOnItsWay: true });
  expect(await keys.undoRotation(next.key, 'refused')).toMatchObject({ id: first.key.id });
  clock.advance(7 * 24 * 3_600_000);
  expect([await stands(first.plain), await stands(next.plain)]).toEqual(['good', 'revoked']);
});

test('a key that arrived is what the next rotation falls back on', async () => {
  const { clock, keys } = setUp();
  await keys.mint(wanted);
  clock.advance(1);
  const second = await keys.rotate({ subject: 'ins_one', isOnItsWay: true });
  await keys.confirmArrival(second.key);
  clock.advance(1);
  const third = await keys.rotate({ subject: 'ins_one', isOnItsWay: true });
  expect(await keys.undoRotation(third.key, 'refused')).toMatchObject({ id: second.key.id, replacedBy: null });
});

test('a pause or networks for a subject without a live key are refused, not taken and forgotten', async () => {
  const { keys } = setUp();
  await keys.mint(wanted);
  await keys.revokeBySubject('ins_one', 'ended');
  await expect(keys.setDisabled('ins_one', true)).rejects.toMatchObject({ code: 'key_not_found' });
  await expect(keys.setAllowedNetworks('ins_one', null)).rejects.toMatchObject({ code: 'key_not_found' });
  await expect(keys.setAllowedNetworks('ins_one', ['office'])).rejects.toMatchObject({ code: 'invalid_network' });
});

test('no change reads all keys that a subject ever had', async () => {
  const { store, keys } = setUp();
  const reads = vi.spyOn(store, 'findBySubjects');
  const first = await keys.mint(wanted);
  const second = await keys.rotate({ subject: 'ins_one' });
  await keys.undoRotation(second.key, 'refused');
  await keys.setDisabled('ins_one', true);
  await keys.setAllowedNetworks('ins_one', null);
  await keys.narrow('ins_one', []);
  await keys.revoke(first.key, 'ended');
  expect(reads).not.toHaveBeenCalled();
});

test('a new key of a suspended subject is suspended too, however the former one ended, until that is lifted', async () => {
  const { keys } = setUp();
  const { key } = await keys.mint(wanted);
  await keys.setSuspended([wanted.subject], true);
  const rotated = await keys.rotate({ subject: wanted.subject, overlapMs: 0 });
  expect(await keys.verify(rotated.plain)).toMatchObject({ ok: false, reason: 'suspended' });
  await keys.revokeBySubject(wanted.subject, 'leaked');
  const again = await keys.mint(wanted);
  expect(await keys.verify(again.plain)).toMatchObject({ ok: false, reason: 'suspended' });
  await keys.setSuspended([wanted.subject], false);
  expect(await keys.verify(again.plain)).toMatchObject({ ok: true });
  expect(await keys.verify(rotated.plain)).toMatchObject({ ok: false, reason: 'revoked' });
  const events = (await keys.historyOf(wanted.subject)).map(({ event, keyId }) => ({ event, keyId }));
  expect(events).toContainEqual({ event: 'suspended', keyId: key.id });
  expect(events).toContainEqual({ event: 'unsuspended', keyId: again.key.id });
  expect(events).not.toContainEqual({ event: 'unsuspended', keyId: key.id });
});
