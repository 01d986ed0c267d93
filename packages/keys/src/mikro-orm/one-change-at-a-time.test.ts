import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase } from '@minimart/test-kit';
import { expect, test, vi } from 'vitest';
import { createKeyService, type KeyService } from '../index.ts';
import { createKeyStore, keysTables } from './index.ts';

const wanted = { subject: 'ins_one', tenant: 'ws_one', scopes: ['flow-tags:view'] };

async function setUp() {
  const db = await createTestDatabase(keysTables);
  const act = <Value>(work: (keys: KeyService) => Promise<Value>) =>
    db.em().transactional((em) => work(createKeyService({ store: createKeyStore(em) })));
  /** Begins a change while another is under way, so late that it has to wait for that. */
  const during = async <Value>(change: () => Promise<Value>) => {
    const changing = change();
    changing.catch(() => {});
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await vi.waitFor(async () => expect(await db.em().execute(waiting)).toHaveLength(1), 10_000);
    return { changing };
  };
  return { db, act, during, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() };
}

test.each<[string, (keys: KeyService) => Promise<unknown>, object]>([
  ['a pause', (keys: KeyService) => keys.setDisabled('ins_one', true), { disabledAt: expect.any(Date) }],
  [
    'networks',
    (keys: KeyService) => keys.setAllowedNetworks('ins_one', ['10.0.0.0/8']),
    { allowedNetworks: ['10.0.0.0/8'] },
  ],
])('%s set while a leaked key is replaced counts for the new key', async (_what, change, expected) => {
  await using world = await setUp();
  const first = await world.act((keys) => keys.mint(wanted));
  const { changing } = await world.act(async (keys) => {
    await keys.revoke(first.key, 'leaked');
    await keys.mint(wanted);
    return world.during(() => world.act(change));
  });
  await changing;
  const [live] = await world.act((keys) => keys.liveKeysOf(['ins_one']));
  expect(live).toMatchObject(expected);
});

test('undoing a rotation and rotating anew, while the keys are paused, wait for each other in no circle', async () => {
  await using world = await setUp();
  await world.act((keys) => keys.mint(wanted));
  const second = await world.act((keys) => keys.rotate({ subject: 'ins_one' }));
  const { changing } = await world.act(async (keys) => {
    await keys.undoRotation(second.key, 'refused');
    const pausing = await world.during(() => world.act((other) => other.setDisabled('ins_one', true)));
    await keys.rotate({ subject: 'ins_one' });
    return pausing;
  });
  expect(await changing).toBe(2);
});

test('a rotated key stays paused though it was made by a machine whose clock is behind', async () => {
  await using world = await setUp();
  const at = (iso: string) =>
    createKeyService({ store: createKeyStore(world.db.em()), clock: { now: () => new Date(iso) } });
  await at('2026-01-01T00:00:01Z').mint(wanted);
  await at('2026-01-01T00:00:00Z').rotate({ subject: 'ins_one', overlapMs: 5 });
  await sleep(50);
  const keys = at('2026-01-01T00:00:02Z');
  await keys.setDisabled('ins_one', true);
  expect((await keys.rotate({ subject: 'ins_one', overlapMs: 0 })).key.disabledAt).not.toBeNull();
  await keys.revokeBySubject('ins_one', 'retry');
  expect((await keys.mint(wanted)).key.disabledAt).not.toBeNull();
});

test('the key in force last is found by an index, however many a subject has had', async () => {
  await using world = await setUp();
  await world.db.em().execute(
    `insert into keys.api_keys (id, hash, start, last_four, environment, subject, tenant, scopes, created_at, revoked_at)
     select 'key_' || n, sha256(n::text::bytea), 'mm_live_aaaa', 'bbbb', 'live', 'ins_one', 'ws_one', '{}', now(), now() - n * interval '1 s'
     from generate_series(1, 2000) n`,
  );
  await world.db.em().execute('analyze keys.api_keys');
  const plan = await world.db.em().execute(
    `explain select id from keys.api_keys where subject = 'ins_one'
     order by least(revoked_at, expires_at, overlap_ends_at) desc nulls first, replaced_by is null desc, created_at desc, id desc limit 1`,
  );
  expect(JSON.stringify(plan)).toContain('api_keys_subject_end_index');
});
