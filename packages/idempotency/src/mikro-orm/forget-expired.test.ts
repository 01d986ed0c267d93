import type { EntityManager } from '@mikro-orm/postgresql';
import { createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { fingerprintOf } from '../fingerprint-of.ts';
import { forgetExpired, idempotencyTables, once } from './index.ts';

const secret = 'sixteen bytes or more';

const plant = (em: EntityManager, { count, hoursOld, actor }: { count: number; hoursOld: number; actor: string }) =>
  em.execute(
    `insert into idempotency.requests (actor, key, fingerprint, resource_id, created_at)
     select ?, 'k-' || n, '', 'ins_1', now() - make_interval(hours => ?) from generate_series(1, ?) as n`,
    [actor, hoursOld, count],
  );
const actorsIn = async (em: EntityManager) =>
  (await em.execute<{ actor: string }[]>('select distinct actor from idempotency.requests')).map(({ actor }) => actor);

test('deletes what is older than a day, in batches, and nothing younger', async () => {
  await using db = await createTestDatabase(idempotencyTables);
  await plant(db.em(), { actor: 'old', hoursOld: 25, count: 5 });
  await plant(db.em(), { actor: 'young', hoursOld: 23, count: 2 });
  expect([await forgetExpired(db.em(), 3), await forgetExpired(db.em(), 3)]).toEqual([3, 2]);
  expect(await forgetExpired(db.em(), 3)).toBe(0);
  expect(await actorsIn(db.em())).toEqual(['young']);
});

test('passes over a key that a call uses at this moment, without waiting for it', async () => {
  await using db = await createTestDatabase(idempotencyTables);
  await plant(db.em(), { actor: 'old', hoursOld: 25, count: 1 });
  const request = { actor: 'old', key: 'k-1', fingerprint: fingerprintOf(secret, 'install') };
  await db.em().transactional((em) =>
    once(em, request, async () => {
      expect(await forgetExpired(db.em(), 10)).toBe(0);
      return { resourceId: 'ins_2', value: 2 };
    }),
  );
  expect(await forgetExpired(db.em(), 10)).toBe(0);
  expect(await db.em().execute('select resource_id as id from idempotency.requests')).toEqual([{ id: 'ins_2' }]);
});
