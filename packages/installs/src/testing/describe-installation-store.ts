import { createId } from '@minimart/tokens';
import { describe, expect, test } from 'vitest';
import type { FarewellStore } from '../farewell-store.ts';
import type { InstallationRecord } from '../installation.ts';
import type { InstallationStore } from '../installation-store.ts';

/** Opens one empty store; `transaction` commits what `work` did, or nothing of it where the store can roll back. */
export type OpenInstallationStore = () => Promise<
  {
    transaction<Result>(work: (store: InstallationStore, farewells: FarewellStore) => Promise<Result>): Promise<Result>;
  } & AsyncDisposable
>;

const noon = new Date('2026-11-23T12:00:00.123Z');

const record = (given: Partial<InstallationRecord> = {}): InstallationRecord => ({
  id: createId('ins'),
  workspaceId: 'ws_one',
  appId: 'app_one',
  version: '1.0.0',
  status: 'pending',
  message: null,
  scopes: ['flow-tags:view'],
  key: { id: 'key_one', start: 'mm_live_ab12', lastFour: '9xYz' },
  authInputs: [
    { name: 'crm_token', secret: true, value: null, sealed: 'c2VhbGVk' },
    { name: 'list, "quoted"', secret: false, value: 12.5, sealed: null },
  ],
  formerAuthInputs: [{ name: 'crm_token', secret: true, value: null, sealed: 'Zm9ybWVy' }],
  responseValues: [{ name: 'account', secret: true, value: null, sealed: 'dGFrZW4=' }],
  delivery: {
    id: 'msg_one',
    topic: 'subscribe',
    status: 'pending',
    attempts: 2,
    nextAttemptAt: new Date('2026-11-23T12:05:00.456Z'),
    lastStatusCode: 503,
    lastError: 'The server answered 503.',
  },
  appMayKnow: true,
  consent: {
    id: createId('cns'),
    kind: 'install',
    userId: 'usr_one',
    address: '203.0.113.7',
    userAgent: 'Browser/1.0',
    version: '1.0.0',
    fromVersion: null,
    agreedAt: noon,
    language: 'en',
    cannot: ['Send messages'],
    hosts: ['hooks.example.com'],
    scopes: [
      {
        id: 'flow-tags:view',
        label: 'View flow tags',
        description: 'Read tags.',
        reason: 'To mirror them.',
        optional: false,
        granted: true,
      },
    ],
  },
  update: { version: '1.1.0', status: 'waiting', since: noon },
  formerVersion: '0.9.0',
  isTest: false,
  versionSince: noon,
  createdAt: noon,
  activatedAt: null,
  firstActiveAt: null,
  firstFailedAt: new Date('2026-11-23T12:01:00.789Z'),
  lastAnswerAt: new Date('2026-11-23T12:00:59.012Z'),
  uninstalledAt: null,
  erasedAt: null,
  ...given,
});

/** The contract of an installation store, as a vitest suite; run it on every adapter. */
export function describeInstallationStore(name: string, open: OpenInstallationStore): void {
  describe(`an installation store: ${name}`, () => {
    test('gives back what was inserted, field by field', async () => {
      await using opened = await open();
      const kept = record();
      expect(await opened.transaction((store) => store.insert(kept))).toBe(true);
      expect(await opened.transaction((store) => store.find(kept.id))).toEqual(kept);
      expect(await opened.transaction((store) => store.lock(kept.id))).toEqual(kept);
      expect(await opened.transaction((store) => store.findForMove(kept.id))).toEqual(kept);
      expect(await opened.transaction((store) => store.findLive('ws_one', 'app_one'))).toEqual(kept);
    });

    test('finds nothing under an id, workspace or app that is not there', async () => {
      await using opened = await open();
      const kept = record();
      await opened.transaction((store) => store.insert(kept));
      expect(await opened.transaction((store) => store.find('ins_none'))).toBeUndefined();
      expect(await opened.transaction((store) => store.lock('ins_none'))).toBeUndefined();
      expect(await opened.transaction((store) => store.findForMove('ins_none'))).toBeUndefined();
      expect(await opened.transaction((store) => store.findLive('ws_two', 'app_one'))).toBeUndefined();
      expect(await opened.transaction((store) => store.findLive('ws_one', 'app_two'))).toBeUndefined();
    });

    test('keeps one live installation of an app in a workspace, and leaves the transaction usable', async () => {
      await using opened = await open();
      const [first, second] = [record(), record()];
      const other = record({ workspaceId: 'ws_two' });
      await opened.transaction(async (store) => {
        expect(await store.insert(first)).toBe(true);
        expect(await store.insert(second)).toBe(false);
        expect(await store.insert(other)).toBe(true);
      });
      expect(await opened.transaction((store) => store.find(second.id))).toBeUndefined();
      await opened.transaction((store) => store.save({ ...first, status: 'uninstalled' }));
      expect(await opened.transaction((store) => store.insert(second))).toBe(true);
    });

    test('saves every change, and never the consent, the app or the workspace', async () => {
      await using opened = await open();
      const kept = record();
      await opened.transaction((store) => store.insert(kept));
      const changed = record({
        id: kept.id,
        version: '1.1.0',
        status: 'uninstalled',
        message: 'no',
        scopes: [],
        key: null,
        authInputs: [],
        formerAuthInputs: null,
        delivery: null,
        appMayKnow: false,
        activatedAt: new Date(noon.getTime() + 1),
        firstActiveAt: new Date(noon.getTime() + 1),
        uninstalledAt: new Date(noon.getTime() + 2),
        erasedAt: new Date(noon.getTime() + 3),
      });
      await opened.transaction((store) => store.save({ ...changed, workspaceId: 'ws_two', appId: 'app_two' }));
      const found = await opened.transaction((store) => store.find(kept.id));
      expect(found).toEqual({ ...changed, consent: kept.consent });
    });

    test('pages through a workspace, newest first, each installation once', async () => {
      await using opened = await open();
      const rows = Array.from({ length: 5 }, (_, index) =>
        // Two share a time, so that the id has to decide.
        record({ appId: `app_${index}`, createdAt: new Date(noon.getTime() + Math.floor(index / 2) * 1000) }),
      );
      for (const row of [...rows, record({ workspaceId: 'ws_two' })]) {
        await opened.transaction((store) => store.insert(row));
      }
      const seen: InstallationRecord[] = [];
      let cursor: string | undefined;
      do {
        const query = { workspaceId: 'ws_one', cursor, limit: 2 };
        const page = await opened.transaction((store) => store.list(query));
        expect(page.items.length).toBeLessThanOrEqual(2);
        seen.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(seen.map(({ id }) => id).toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
      const times = seen.map(({ createdAt }) => createdAt.getTime());
      expect(times).toEqual(times.toSorted((a, b) => b - a));
    });

    test('lists what is live in a workspace, in the order it was made', async () => {
      await using opened = await open();
      const rows = (['active', 'uninstalled', 'failed', 'pending'] as const).map((status, index) =>
        record({ appId: `app_${index}`, status, createdAt: new Date(noon.getTime() + index) }),
      );
      for (const row of [...rows.toReversed(), record({ workspaceId: 'ws_two' })]) {
        await opened.transaction((store) => store.insert(row));
      }
      const live = rows.filter(({ status }) => status !== 'uninstalled');
      expect(await opened.transaction((store) => store.listLive('ws_one'))).toEqual(live);
    });

    test('lists what is installed and what was apart, so that many former ones never hide one that has access', async () => {
      await using opened = await open();
      const installed = record({ createdAt: noon });
      const former = [1, 2, 3].map((at) =>
        record({ appId: 'app_two', status: 'uninstalled', createdAt: new Date(noon.getTime() + at) }),
      );
      for (const row of [installed, ...former]) await opened.transaction((store) => store.insert(row));
      const idsOf = async (query: { uninstalled?: boolean; limit: number }) => {
        const page = await opened.transaction((store) => store.list({ workspaceId: 'ws_one', ...query }));
        return page.items.map(({ id }) => id);
      };
      expect(await idsOf({ uninstalled: false, limit: 1 })).toEqual([installed.id]);
      expect(await idsOf({ uninstalled: true, limit: 9 })).toEqual(former.map(({ id }) => id).toReversed());
      expect(await idsOf({ limit: 9 })).toHaveLength(4);
    });

    test('lists what was said in a workspace or to one app, latest first, each once, and keeps the latest agreement', async () => {
      await using opened = await open();
      const [kept, other] = [record(), record({ appId: 'app_two' })];
      for (const row of [kept, other, record({ workspaceId: 'ws_two' })])
        await opened.transaction((store) => store.insert(row));
      const later = (kind: 'scopes' | 'decline', ms: number) => {
        return { ...kept.consent, id: createId('cns'), kind, agreedAt: new Date(noon.getTime() + ms) };
      };
      const [switched, declined] = [later('scopes', 1), later('decline', 2)];
      await opened.transaction((store) => store.addConsent(kept.id, switched));
      await opened.transaction((store) => store.addConsent(kept.id, declined));
      const own = { workspaceId: 'ws_one', installationId: kept.id, limit: 2 };
      const first = await opened.transaction((store) => store.listConsents(own));
      expect(first.items).toEqual(
        [declined, switched].map((consent) => ({
          ...consent,
          installationId: kept.id,
          workspaceId: 'ws_one',
          appId: 'app_one',
        })),
      );
      const rest = await opened.transaction((store) => store.listConsents({ ...own, cursor: first.nextCursor! }));
      expect(rest).toMatchObject({ items: [{ id: kept.consent.id }], nextCursor: null });
      const all = await opened.transaction((store) => store.listConsents({ workspaceId: 'ws_one', limit: 9 }));
      expect(all.items).toHaveLength(4);
      expect((await opened.transaction((store) => store.find(kept.id)))?.consent).toEqual(switched);
    });

    test('counts who has which version, and who is asked about one', async () => {
      await using opened = await open();
      const declined = { version: '1.1.0', status: 'declined', since: noon } as const;
      for (const row of [
        record({ workspaceId: 'ws_1' }),
        record({ workspaceId: 'ws_2', status: 'active', update: declined }),
        record({ workspaceId: 'ws_3', status: 'active', version: '1.1.0', update: null }),
        record({ workspaceId: 'ws_4', status: 'uninstalled' }),
        record({ workspaceId: 'ws_5', appId: 'app_two' }),
        record({ workspaceId: 'ws_6', isTest: true }),
      ])
        await opened.transaction((store) => store.insert(row));
      const counts = await opened.transaction((store) => store.countVersions('app_one'));
      expect(counts.toSorted((one, two) => (one.version < two.version ? -1 : 1))).toEqual([
        { version: '1.0.0', installed: { pending: 1, active: 1 }, waiting: 0, declined: 0 },
        { version: '1.1.0', installed: { active: 1 }, waiting: 1, declined: 1 },
      ]);
    });

    test('refuses a cursor that it did not write', async () => {
      await using opened = await open();
      const query = { workspaceId: 'ws_one', cursor: 'nonsense', limit: 2 };
      await expect(opened.transaction((store) => store.list(query))).rejects.toMatchObject({ code: 'invalid_request' });
    });

    test('lists some live installations of an app, the lowest ids first', async () => {
      await using opened = await open();
      const rows = [record({ workspaceId: 'ws_1' }), record({ workspaceId: 'ws_2' }), record({ workspaceId: 'ws_3' })];
      for (const row of [
        ...rows,
        record({ workspaceId: 'ws_4', status: 'uninstalled' }),
        record({ workspaceId: 'ws_5', isTest: true }),
        record({ appId: 'app_two' }),
      ])
        await opened.transaction((store) => store.insert(row));
      const some = await opened.transaction((store) => store.listSome('app_one', 2));
      expect(await opened.transaction((store) => store.listSome('app_one', 9))).toHaveLength(3);
      const lowest = rows.toSorted((one, two) => (one.id < two.id ? -1 : 1)).slice(0, 2);
      expect(some).toEqual(lowest);
    });

    test('groups the live installations of an app by what their keys hold', async () => {
      await using opened = await open();
      const { consent } = record();
      const at = (iso: string) => ({ ...consent, id: createId('cns'), agreedAt: new Date(iso) });
      const both = ['messages:send', 'flow-tags:view'];
      const rows = [
        record({ id: 'ins_a', workspaceId: 'ws_a', scopes: both, consent: at('2026-11-01T00:00:00Z') }),
        record({ id: 'ins_b', workspaceId: 'ws_b', scopes: both.toReversed(), consent: at('2026-10-01T00:00:00Z') }),
        record({ id: 'ins_c', workspaceId: 'ws_c', scopes: ['messages:send'] }),
        record({ id: 'ins_d', workspaceId: 'ws_d', scopes: both, key: null }),
        record({ id: 'ins_e', workspaceId: 'ws_e', scopes: both, status: 'uninstalled' }),
        record({ id: 'ins_f', appId: 'app_two', scopes: both }),
      ];
      for (const row of rows) await opened.transaction((store) => store.insert(row));
      const agreed = { ...at('2026-11-05T00:00:00Z'), kind: 'scopes' as const };
      const declined = { ...at('2026-11-20T00:00:00Z'), kind: 'decline' as const };
      await opened.transaction((store) => store.addConsent('ins_b', agreed));
      await opened.transaction((store) => store.addConsent('ins_b', declined));
      const groups = await opened.transaction((store) => store.groupByGrant('app_one'));
      expect(groups.toSorted((one, other) => other.scopes.length - one.scopes.length)).toEqual([
        {
          scopes: both.toSorted(),
          installationIds: ['ins_a', 'ins_b'],
          unchangedSince: new Date('2026-11-01T00:00:00Z'),
        },
        { scopes: ['messages:send'], installationIds: ['ins_c'], unchangedSince: noon },
      ]);
      expect(await opened.transaction((store) => store.groupByGrant('app_none'))).toEqual([]);
    });

    test('counts live installations by app', async () => {
      await using opened = await open();
      for (const row of [
        record(),
        record({ workspaceId: 'ws_two' }),
        record({ appId: 'app_two', status: 'uninstalled' }),
        record({ workspaceId: 'ws_three', isTest: true }),
      ]) {
        await opened.transaction((store) => store.insert(row));
      }
      const counts = await opened.transaction((store) => store.countLive(['app_one', 'app_two', 'app_three']));
      expect([...counts]).toEqual([['app_one', 2]]);
      expect((await opened.transaction((store) => store.countLive([]))).size).toBe(0);
    });
  });
}
