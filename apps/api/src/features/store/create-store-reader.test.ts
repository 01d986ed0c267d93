import { Refusal } from '@minimart/problem';
import type { EntityManager } from '@mikro-orm/postgresql';
import { expect, test } from 'vitest';
import { createStoreReader } from './create-store-reader.ts';

/** A primary and a replica that are names alone, each at a revision. */
function open(revisions: { primary: string; replica: string }) {
  const [primary, replica] = [{ is: 'primary' }, { is: 'replica' }] as unknown as [EntityManager, EntityManager];
  const errors: unknown[] = [];
  let [time, asked] = [0, 0];
  const read = createStoreReader({
    primary: () => primary,
    replica: () => replica,
    async revisionOf(em) {
      if (em !== replica) return revisions.primary;
      asked += 1;
      if (revisions.replica === 'down') throw new Error('no connection');
      return revisions.replica;
    },
    onError: (error) => errors.push(error),
    now: () => time,
  });
  const where = () => read(async (em) => (em() === replica ? 'replica' : 'primary'));
  return { read, where, errors, replica, revisions, asked: () => asked, pass: (ms: number) => (time += ms) };
}

test('the replica serves while it has the latest publication, and not a moment before', async () => {
  const store = open({ primary: '7', replica: '6' });
  expect(await store.where()).toBe('primary');
  store.revisions.replica = '7';
  expect(await store.where()).toBe('replica');
  store.revisions.primary = '8';
  expect(await store.where()).toBe('primary');
  expect(store.errors).toEqual([]);
});

test('a replica that does not answer is left alone for five seconds', async () => {
  const store = open({ primary: '7', replica: 'down' });
  expect([await store.where(), await store.where()]).toEqual(['primary', 'primary']);
  expect([store.asked(), store.errors.length]).toEqual([1, 1]);
  store.revisions.replica = '7';
  store.pass(4_999);
  expect(await store.where()).toBe('primary');
  store.pass(1);
  expect(await store.where()).toBe('replica');
});

test('work that fails on the replica is done on the primary', async () => {
  const store = open({ primary: '7', replica: '7' });
  const said = await store.read(async (em) => {
    if (em() === store.replica) throw new Error('cancelled because of a conflict with recovery');
    return 'done';
  });
  expect([said, store.errors.length]).toEqual(['done', 1]);
});

test('a refusal is an answer, whoever gives it', async () => {
  const store = open({ primary: '7', replica: '7' });
  let times = 0;
  const refused = store.read(async () => {
    times += 1;
    throw new Refusal({ code: 'not_found', detail: 'There is none.' });
  });
  await expect(refused).rejects.toMatchObject({ code: 'not_found' });
  expect([times, store.errors.length]).toEqual([1, 0]);
});

test('what the replica gave up since it took too long is neither done again nor held against the replica', async () => {
  const store = open({ primary: '7', replica: '7' });
  let times = 0;
  const tooSlow = store.read(async () => {
    times += 1;
    throw Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' });
  });
  await expect(tooSlow).rejects.toMatchObject({ code: '57014' });
  expect([times, store.errors.length, await store.where()]).toEqual([1, 0, 'replica']);
});

test('what fails on the primary fails', async () => {
  const store = open({ primary: '7', replica: '6' });
  await expect(store.read(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});
