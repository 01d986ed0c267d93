import { randomBytes } from 'node:crypto';
import { createId } from '@minimart/tokens';
import { describe, expect, test } from 'vitest';
import type { KeyRecord } from '../key-record.ts';
import type { KeyStore } from '../key-store.ts';

/** Opens one empty store, and as many views of it as asked: a view stands for a process of its own. */
export type OpenKeyStore = () => Promise<{ view(): KeyStore } & AsyncDisposable>;

const noon = new Date('2026-11-23T12:00:00.123Z');
const later = new Date('2026-11-23T13:00:00.456Z');

const record = (given: Partial<KeyRecord> = {}): KeyRecord => ({
  id: createId('key'),
  hash: randomBytes(32),
  start: 'mm_live_ab12',
  lastFour: '9xYz',
  environment: 'live',
  subject: 'ins_one',
  tenant: 'ws_one',
  scopes: ['flow-tags:view', 'sub-flows:send'],
  createdAt: noon,
  expiresAt: null,
  revokedAt: null,
  revokedReason: null,
  lastUsedAt: null,
  ...given,
});

/** The contract of a key store, as a vitest suite; run it on every adapter. */
export function describeKeyStore(name: string, open: OpenKeyStore): void {
  describe(`key store: ${name}`, () => {
    test('gives back every field as it was put in, to the millisecond', async () => {
      await using opened = await open();
      const store = opened.view();
      const full = record({ environment: 'test', expiresAt: later, lastUsedAt: noon, scopes: [] });
      await store.insert(full);
      expect(await opened.view().findByHash(full.hash)).toEqual(full);
      expect(await store.findByHash(randomBytes(32))).toBeUndefined();
    });

    test('holds an id and a hash once only', async () => {
      await using opened = await open();
      const first = record();
      await opened.view().insert(first);
      await expect(opened.view().insert(record({ hash: first.hash }))).rejects.toThrow();
      await expect(opened.view().insert(record({ id: first.id }))).rejects.toThrow();
    });

    test('lists the keys of one subject, oldest first', async () => {
      await using opened = await open();
      const store = opened.view();
      const [young, old] = [record({ createdAt: later }), record()];
      for (const each of [young, old, record({ subject: 'ins_two' })]) await store.insert(each);
      expect((await store.findBySubject('ins_one')).map(({ id }) => id)).toEqual([old.id, young.id]);
      expect(await store.findBySubject("ins_one' or true --")).toEqual([]);
    });

    test('ends a key once: its first time and reason stand', async () => {
      await using opened = await open();
      const store = opened.view();
      const key = record();
      await store.insert(key);
      expect(await store.revoke(key.id, noon, 'leaked')).toBe(true);
      expect(await store.revoke(key.id, later, 'again')).toBe(false);
      expect(await store.revoke('key_unknown', noon, 'leaked')).toBe(false);
      expect(await store.findByHash(key.hash)).toMatchObject({ revokedAt: noon, revokedReason: 'leaked' });
    });

    test('sees a revocation made elsewhere, though it has read the key before', async () => {
      await using opened = await open();
      const [reader, other] = [opened.view(), opened.view()];
      const key = record();
      await other.insert(key);
      expect((await reader.findByHash(key.hash))?.revokedAt).toBeNull();
      expect((await reader.findBySubject(key.subject))[0]?.revokedAt).toBeNull();
      await other.revoke(key.id, noon, 'leaked');
      expect((await reader.findByHash(key.hash))?.revokedAt).toEqual(noon);
      expect((await reader.findBySubject(key.subject))[0]?.revokedAt).toEqual(noon);
    });

    test('ends the live keys of one subject and names exactly those', async () => {
      await using opened = await open();
      const store = opened.view();
      const [one, two, ended] = [record(), record(), record({ revokedAt: noon, revokedReason: 'rotated' })];
      const foreign = record({ subject: 'ins_two' });
      for (const each of [one, two, ended, foreign]) await store.insert(each);
      expect((await store.revokeBySubject('ins_one', later, 'uninstalled')).sort()).toEqual([one.id, two.id].sort());
      expect(await store.revokeBySubject('ins_one', later, 'uninstalled')).toEqual([]);
      expect((await store.findByHash(one.hash))?.revokedAt).toEqual(later);
      expect((await store.findByHash(ended.hash))?.revokedReason).toBe('rotated');
      expect((await store.findByHash(foreign.hash))?.revokedAt).toBeNull();
    });

    test('takes scopes from a key and adds none, keeping their order', async () => {
      await using opened = await open();
      const store = opened.view();
      const key = record({ scopes: ['flow-tags:view', 'sub-flows:send', 'labels:view'] });
      await store.insert(key);
      expect(await store.keepScopes(key.id, ['labels:view', 'flow-tags:view', 'tickets:manage'])).toEqual([
        'flow-tags:view',
        'labels:view',
      ]);
      expect((await store.findByHash(key.hash))?.scopes).toEqual(['flow-tags:view', 'labels:view']);
      expect(await store.keepScopes(key.id, ['*', '__proto__', "labels:view' or true --"])).toEqual([]);
    });

    test('two narrowings at once leave what both agree to', async () => {
      await using opened = await open();
      const key = record({ scopes: ['flow-tags:view', 'sub-flows:send', 'labels:view'] });
      await opened.view().insert(key);
      await Promise.all([
        opened.view().keepScopes(key.id, ['flow-tags:view', 'labels:view']),
        opened.view().keepScopes(key.id, ['sub-flows:send', 'labels:view']),
      ]);
      expect((await opened.view().findByHash(key.hash))?.scopes).toEqual(['labels:view']);
    });

    test('an ended or unknown key is not narrowed', async () => {
      await using opened = await open();
      const store = opened.view();
      const key = record({ revokedAt: noon, revokedReason: 'leaked' });
      await store.insert(key);
      expect(await store.keepScopes(key.id, [])).toBeUndefined();
      expect(await store.keepScopes('key_unknown', [])).toBeUndefined();
      expect((await store.findByHash(key.hash))?.scopes).toEqual(key.scopes);
    });
  });
}
