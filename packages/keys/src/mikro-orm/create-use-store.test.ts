import { createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { createKeyService } from '../index.ts';
import { createKeyStore, createUseStore, keysTables } from './index.ts';

const noon = new Date('2026-11-24T12:00:00Z');
const dayBefore = new Date('2026-11-23T23:59:59Z');

test('adds up uses by scope and day, over several processes that write at once', async () => {
  await using db = await createTestDatabase(keysTables);
  const keys = createKeyService({ store: createKeyStore(db.em()) });
  const made = await Promise.all(
    ['ins_1', 'ins_2', 'ins_3'].map((subject) => keys.mint({ subject, tenant: 'ws_1', scopes: ['flow-tags:view'] })),
  );
  const counted = made.map(({ key: { id, subject } }) => {
    return { keyId: id, subject, scope: 'flow-tags:view', uses: 2, lastUsedAt: noon };
  });
  const writers = Array.from({ length: 8 }, (_, writer) =>
    createUseStore(db.em()).addUses(writer % 2 ? counted : counted.toReversed()),
  );
  await Promise.all(writers);
  const store = createUseStore(db.em());
  await store.addUses([{ ...counted[0]!, lastUsedAt: dayBefore, uses: 5 }]);
  expect(await store.usesSince(['ins_1', 'ins_2', 'ins_9'], dayBefore)).toEqual([
    { subject: 'ins_1', scope: 'flow-tags:view', uses: 21, lastUsedAt: noon },
    { subject: 'ins_2', scope: 'flow-tags:view', uses: 16, lastUsedAt: noon },
  ]);
  expect(await store.usesSince(['ins_1'], noon)).toMatchObject([{ uses: 16 }]);
  const [{ key }] = made as [(typeof made)[number]];
  const [stored] = await createKeyStore(db.em()).findBySubjects(['ins_1']);
  expect(stored).toMatchObject({ id: key.id, lastUsedAt: noon });
});

test('an older report never sets the last use back, and a key that is gone is no fault', async () => {
  await using db = await createTestDatabase(keysTables);
  const { key } = await createKeyService({ store: createKeyStore(db.em()) }).mint({
    subject: 'ins_1',
    tenant: 'ws_1',
    scopes: [],
  });
  const store = createUseStore(db.em());
  const use = { keyId: key.id, subject: 'ins_1', scope: 'flow-tags:view', uses: 1 };
  await store.addUses([{ ...use, lastUsedAt: noon }]);
  await store.addUses([
    { ...use, lastUsedAt: new Date('2026-11-24T11:00:00Z') },
    { ...use, keyId: 'key_gone', subject: 'ins_gone', lastUsedAt: noon },
  ]);
  expect((await createKeyStore(db.em()).findBySubjects(['ins_1']))[0]?.lastUsedAt).toEqual(noon);
});

test('adds up what groups of subjects used, with the last call however old it is', async () => {
  await using db = await createTestDatabase(keysTables);
  const store = createUseStore(db.em());
  const use = { keyId: 'key_1', scope: 'flow-tags:view', uses: 2, lastUsedAt: noon };
  await store.addUses([
    { ...use, subject: 'ins_1' },
    { ...use, subject: 'ins_1', lastUsedAt: dayBefore },
    { ...use, subject: 'ins_2' },
    { ...use, subject: 'ins_3', lastUsedAt: dayBefore },
    { ...use, subject: 'ins_4', scope: 'messages:send' },
  ]);
  expect(await store.usesOfGroups([['ins_1', 'ins_2'], [], ['ins_3', 'ins_9']], noon)).toEqual([
    { group: 0, scope: 'flow-tags:view', uses: 4, lastUsedAt: noon },
    { group: 2, scope: 'flow-tags:view', uses: 0, lastUsedAt: dayBefore },
  ]);
  expect(await store.usesOfGroups([], noon)).toEqual([]);
});

test('forgets the days before', async () => {
  await using db = await createTestDatabase(keysTables);
  const store = createUseStore(db.em());
  const use = { keyId: 'key_1', subject: 'ins_1', scope: 'flow-tags:view', uses: 1 };
  await store.addUses([
    { ...use, lastUsedAt: noon },
    { ...use, lastUsedAt: dayBefore },
  ]);
  expect(await store.forgetUses(noon)).toBe(1);
  expect(await store.usesSince(['ins_1'], dayBefore)).toMatchObject([{ uses: 1, lastUsedAt: noon }]);
});
