import { randomBytes } from 'node:crypto';
import { createId } from '@minimart/tokens';
import { describe, expect, test } from 'vitest';
import type { KeyRecord } from '../key-record.ts';
import type { KeyStore } from '../key-store.ts';

/** Opens one empty store, and as many views of it as asked: a view stands for a process of its own. */
export type OpenKeyStore = () => Promise<{ view(): KeyStore } & AsyncDisposable>;

const noon = new Date('2026-11-23T12:00:00.123Z');
const later = new Date('2026-11-23T13:00:00.456Z');
const longAgo = new Date('2001-01-01T00:00:00Z');
const farAhead = new Date('2999-01-01T00:00:00Z');

const record = (given: Partial<KeyRecord> = {}): KeyRecord => ({
  id: createId('key'),
  hash: randomBytes(32),
  start: 'mm_live_ab12',
  lastFour: '9xYz',
  environment: 'live',
  subject: 'ins_one',
  tenant: 'ws_one',
  scopes: ['flow-tags:view', 'sub-flows:send'],
  allowedNetworks: null,
  createdAt: noon,
  expiresAt: null,
  replacedBy: null,
  overlapEndsAt: null,
  isOnItsWay: false,
  disabledAt: null,
  suspendedAt: null,
  revokedAt: null,
  revokedReason: null,
  lastUsedAt: null,
  ...given,
});

const storedKey = async (store: KeyStore, { id, subject }: KeyRecord) =>
  (await store.findBySubjects([subject])).find((each) => each.id === id);

/** The contract of a key store, as a vitest suite; run it on every adapter. */
export function describeKeyStore(name: string, open: OpenKeyStore): void {
  describe(`key store: ${name}`, () => {
    test('gives back every field as it was put in, to the millisecond', async () => {
      await using opened = await open();
      const store = opened.view();
      const full = record({
        environment: 'test',
        expiresAt: later,
        overlapEndsAt: noon,
        replacedBy: 'key_next',
        isOnItsWay: true,
        disabledAt: noon,
        allowedNetworks: ['10.0.0.0/8'],
        lastUsedAt: noon,
        scopes: [],
      });
      await store.insert(full);
      expect(await storedKey(opened.view(), full)).toEqual(full);
      expect(await opened.view().findByHash(full.hash)).toEqual({
        key: {
          id: full.id,
          subject: full.subject,
          tenant: full.tenant,
          environment: 'test',
          scopes: [],
          allowedNetworks: ['10.0.0.0/8'],
        },
        isRevoked: false,
        isDisabled: true,
        isSuspended: false,
        endsInMs: expect.any(Number),
      });
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
      expect((await store.findBySubjects(['ins_one'])).map(({ id }) => id)).toEqual([old.id, young.id]);
      expect(await store.findBySubjects(["ins_one' or true --"])).toEqual([]);
    });

    test('ends a key once: its first time and reason stand', async () => {
      await using opened = await open();
      const store = opened.view();
      const key = record();
      await store.insert(key);
      expect(await store.revoke(key.id, 'leaked')).toBe(true);
      const revokedAt = (await storedKey(store, key))?.revokedAt;
      expect(revokedAt).toBeInstanceOf(Date);
      expect(await store.revoke(key.id, 'again')).toBe(false);
      expect(await store.revoke('key_unknown', 'leaked')).toBe(false);
      expect(await storedKey(store, key)).toMatchObject({ revokedAt, revokedReason: 'leaked' });
    });

    test('sees a revocation made elsewhere, though it has read the key before', async () => {
      await using opened = await open();
      const [reader, other] = [opened.view(), opened.view()];
      const key = record();
      await other.insert(key);
      expect((await reader.findByHash(key.hash))?.isRevoked).toBe(false);
      expect((await reader.findBySubjects([key.subject]))[0]?.revokedAt).toBeNull();
      await other.revoke(key.id, 'leaked');
      expect((await reader.findByHash(key.hash))?.isRevoked).toBe(true);
      expect((await reader.findBySubjects([key.subject]))[0]?.revokedAt).toBeInstanceOf(Date);
    });

    test('holds the live keys of one subject: not ended, not run out by the clock of the store', async () => {
      await using opened = await open();
      const store = opened.view();
      const [old, young] = [record({ disabledAt: noon }), record({ createdAt: later, expiresAt: farAhead })];
      const ended = record({ revokedAt: noon, revokedReason: 'rotated' });
      const [expired, overlapped] = [
        record({ expiresAt: longAgo }),
        record({ expiresAt: farAhead, overlapEndsAt: longAgo }),
      ];
      for (const each of [young, old, ended, expired, overlapped, record({ subject: 'ins_two' })])
        await store.insert(each);
      expect((await store.lockLive('ins_one')).map(({ id }) => id)).toEqual([old.id, young.id]);
      expect((await store.findLive(['ins_one', 'ins_three'])).map(({ id }) => id)).toEqual([old.id, young.id]);
      expect(await store.lockLive('ins_three')).toEqual([]);
      expect(await store.findLive([])).toEqual([]);
    });

    test('tells by its own clock how long a key has: until it expires or its overlap ends, whichever is sooner', async () => {
      await using opened = await open();
      const store = opened.view();
      const [forever, expired] = [record(), record({ expiresAt: longAgo })];
      const sooner = record({ expiresAt: farAhead });
      for (const each of [forever, expired, sooner]) await store.insert(each);
      expect((await store.findByHash(forever.hash))?.endsInMs).toBeNull();
      expect((await store.findByHash(expired.hash))?.endsInMs).toBeLessThan(0);
      expect(await store.replace(sooner.id, { id: 'key_next', overlapMs: 60_000 })).toBe(true);
      const endsInMs = (await store.findByHash(sooner.hash))?.endsInMs;
      expect(endsInMs).toBeGreaterThan(30_000);
      expect(endsInMs).toBeLessThanOrEqual(60_000);
    });

    test('replaces a key once, and takes that back', async () => {
      await using opened = await open();
      const store = opened.view();
      const key = record();
      await store.insert(key);
      expect(await store.replace(key.id, { id: 'key_next', overlapMs: 60_000 })).toBe(true);
      expect(await store.replace(key.id, { id: 'key_other', overlapMs: 120_000 })).toBe(false);
      expect(await store.restore('key_other')).toBeUndefined();
      expect(await store.restore(key.id)).toMatchObject({ id: key.id, replacedBy: null, overlapEndsAt: null });
      expect((await store.findByHash(key.hash))?.endsInMs).toBeNull();
      const gone = record({ replacedBy: 'key_last', overlapEndsAt: longAgo });
      await store.insert(gone);
      expect(await store.restore(gone.id)).toBeUndefined();
    });

    test('lets a live key end sooner, and never later', async () => {
      await using opened = await open();
      const store = opened.view();
      const [key, gone] = [record(), record({ overlapEndsAt: longAgo })];
      for (const each of [key, gone]) await store.insert(each);
      expect(await store.endWithin(key.id, 60_000)).toBe(true);
      expect(await store.endWithin(key.id, 120_000)).toBe(false);
      expect((await store.findByHash(key.hash))?.endsInMs).toBeLessThanOrEqual(60_000);
      expect(await store.endWithin(key.id, 1_000)).toBe(true);
      expect((await store.findByHash(key.hash))?.endsInMs).toBeLessThanOrEqual(1_000);
      expect(await store.endWithin(gone.id, 1_000)).toBe(false);
    });

    test('knows of a key that it has arrived once that is confirmed', async () => {
      await using opened = await open();
      const store = opened.view();
      const [sent, other] = [record({ isOnItsWay: true }), record({ isOnItsWay: true })];
      for (const each of [sent, other]) await store.insert(each);
      await store.confirmArrival(sent.id);
      expect((await storedKey(store, sent))?.isOnItsWay).toBe(false);
      expect((await storedKey(store, other))?.isOnItsWay).toBe(true);
    });

    test('finds the key that was in force last: one that lives, or the one that ended last, in whichever way', async () => {
      await using opened = await open();
      const store = opened.view();
      const former = async () => (await store.findFormer('ins_one'))?.id;
      expect(await former()).toBeUndefined();
      const aYear = (year: number) => new Date(`${year}-06-01T00:00:00Z`);
      // Made in the opposite order of their ends, as by machines whose clocks differ.
      const ended = [
        record({ createdAt: aYear(2014), expiresAt: aYear(2004) }),
        record({ createdAt: aYear(2013), overlapEndsAt: aYear(2005), expiresAt: farAhead }),
        record({ createdAt: aYear(2012), revokedAt: aYear(2006), revokedReason: 'retry' }),
        record({ createdAt: aYear(2011), overlapEndsAt: aYear(2007), replacedBy: 'key_x', revokedAt: aYear(2009) }),
      ];
      for (const each of ended) {
        await store.insert(each);
        expect(await former()).toBe(each.id);
      }
      const replaced = record({ createdAt: later, overlapEndsAt: farAhead, replacedBy: 'key_next' });
      await store.insert(replaced);
      expect(await former()).toBe(replaced.id);
      const present = record({ createdAt: aYear(2010) });
      await store.insert(present);
      await store.insert(record({ subject: 'ins_two' }));
      expect(await former()).toBe(present.id);
    });

    test('lists keys by the page, latest first', async () => {
      await using opened = await open();
      const store = opened.view();
      const keys = [noon, noon, later, later, later].map((createdAt) => record({ createdAt }));
      for (const each of [...keys, record({ subject: 'ins_two' })]) await store.insert(each);
      const seen: KeyRecord[] = [];
      for (let pages = 0; pages < 3; pages += 1)
        seen.push(...(await store.findPage({ subject: 'ins_one', limit: 2, before: seen.at(-1) })));
      expect(seen).toHaveLength(5);
      expect(seen.map(({ id }) => id)).toEqual(
        (await store.findBySubjects(['ins_one'])).map(({ id }) => id).toReversed(),
      );
    });

    test('stops a key and lets it go on, but none that has ended', async () => {
      await using opened = await open();
      const store = opened.view();
      const [key, ended] = [record(), record({ revokedAt: noon, revokedReason: 'leaked' })];
      for (const each of [key, ended]) await store.insert(each);
      expect(await store.setDisabled(key.id, true)).toBe(true);
      expect(await store.setDisabled(key.id, true)).toBe(false);
      expect((await storedKey(store, key))?.disabledAt).toBeInstanceOf(Date);
      expect(await store.setDisabled(key.id, false)).toBe(true);
      expect((await storedKey(store, key))?.disabledAt).toBeNull();
      expect(await store.setDisabled(ended.id, true)).toBe(false);
    });

    test('suspends the live keys of subjects, and lifts that from ended ones too, which stay ended', async () => {
      await using opened = await open();
      const store = opened.view();
      const [one, other, ended] = [
        record({ subject: 'ins_1' }),
        record({ subject: 'ins_2' }),
        record({ subject: 'ins_1' }),
      ];
      for (const key of [one, other, ended]) await store.insert(key);
      await store.revoke(ended.id, 'leaked');
      expect(await store.setSuspended(['ins_1', 'ins_2'], true)).toHaveLength(2);
      expect(await store.setSuspended(['ins_1', 'ins_2'], true)).toEqual([]);
      expect((await store.findByHash(one.hash))?.isSuspended).toBe(true);
      expect((await storedKey(store, ended))?.suspendedAt).toBeNull();
      await store.revoke(one.id, 'uninstalled');
      const { id, subject, tenant } = other;
      expect(await store.setSuspended(['ins_1', 'ins_2'], false)).toEqual([{ id, subject, tenant }]);
      expect((await storedKey(store, one))?.suspendedAt).toBeNull();
      expect(await store.findByHash(one.hash)).toMatchObject({ isRevoked: true, isSuspended: false });
      expect(await store.findByHash(other.hash)).toMatchObject({ isRevoked: false, isSuspended: false });
      expect(await store.setSuspended([], true)).toEqual([]);
    });

    test('keeps the networks of a live key', async () => {
      await using opened = await open();
      const store = opened.view();
      const key = record();
      await store.insert(key);
      for (const networks of [['10.0.0.0/8', '2001:db8::/32'], [], null]) {
        expect(await store.setAllowedNetworks(key.id, networks)).toBe(true);
        expect((await storedKey(store, key))?.allowedNetworks).toEqual(networks);
      }
      expect(await store.setAllowedNetworks('key_unknown', null)).toBe(false);
    });

    test('keeps the history of a subject, latest first', async () => {
      await using opened = await open();
      const store = opened.view();
      const entry = {
        event: 'minted',
        keyId: 'key_1',
        subject: 'ins_one',
        tenant: 'ws_one',
        actor: 'usr_1',
        address: null,
      } as const;
      await store.addAudit([{ ...entry, detail: { scopes: ['flow-tags:view'] } }]);
      await store.addAudit([
        { ...entry, event: 'refused', address: '203.0.113.7', detail: {} },
        { ...entry, subject: 'ins_two', detail: {} },
      ]);
      const history = await store.auditOf('ins_one', { limit: 10 });
      expect(history.map(({ event, address, detail }) => ({ event, address, detail }))).toEqual([
        { event: 'refused', address: '203.0.113.7', detail: {} },
        { event: 'minted', address: null, detail: { scopes: ['flow-tags:view'] } },
      ]);
      expect(history[0]?.at).toBeInstanceOf(Date);
      const [latest] = await store.auditOf('ins_one', { limit: 1 });
      expect(latest).toEqual(history[0]);
      expect(await store.auditOf('ins_one', { limit: 10, before: latest!.id })).toEqual(history.slice(1));
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
      expect((await storedKey(store, key))?.scopes).toEqual(['flow-tags:view', 'labels:view']);
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
      expect((await storedKey(opened.view(), key))?.scopes).toEqual(['labels:view']);
    });

    test('gives a key scopes that it lacks, each once and behind its own', async () => {
      await using opened = await open();
      const store = opened.view();
      const key = record({ scopes: ['flow-tags:view', 'labels:view'] });
      await store.insert(key);
      const wanted = ['sub-flows:send', 'labels:view', 'sub-flows:send', 'flows:view'];
      const all = ['flow-tags:view', 'labels:view', 'sub-flows:send', 'flows:view'];
      expect(await store.addScopes(key.id, wanted)).toEqual(all);
      expect((await storedKey(store, key))?.scopes).toEqual(all);
      const ended = record({ revokedAt: noon, revokedReason: 'leaked' });
      await store.insert(ended);
      expect(await store.addScopes(ended.id, ['flows:view'])).toBeUndefined();
      expect((await storedKey(store, ended))?.scopes).toEqual(ended.scopes);
    });

    test('an ended or unknown key is not narrowed', async () => {
      await using opened = await open();
      const store = opened.view();
      const key = record({ revokedAt: noon, revokedReason: 'leaked' });
      await store.insert(key);
      expect(await store.keepScopes(key.id, [])).toBeUndefined();
      expect(await store.keepScopes('key_unknown', [])).toBeUndefined();
      expect((await storedKey(store, key))?.scopes).toEqual(key.scopes);
    });
  });
}
