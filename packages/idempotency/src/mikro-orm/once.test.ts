import { schemaDifferences } from '@minimart/database';
import { createTestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { fingerprintOf } from '../fingerprint-of.ts';
import { idempotencyTables, once } from './index.ts';

const secret = 'sixteen bytes or more';

const request = { actor: 'usr_1', key: 'k-1', fingerprint: fingerprintOf(secret, 'install', { app: 'a', scopes: [] }) };

const run = async () => ({ resourceId: 'x', value: 1 });

test('two at once make one thing, and both learn its id', async () => {
  await using db = await createTestDatabase(idempotencyTables);
  let made = 0;
  const call = () =>
    db.em().transactional((em) =>
      once(em, request, async () => {
        made += 1;
        await new Promise((resolve) => setTimeout(resolve, 50));
        return { resourceId: `ins_${made}`, value: made };
      }),
    );
  const results = await Promise.all([call(), call(), call()]);
  expect(made).toBe(1);
  expect(results.filter((result) => result.replayed)).toEqual([
    { replayed: true, resourceId: 'ins_1' },
    { replayed: true, resourceId: 'ins_1' },
  ]);
});

test('a run that fails leaves the key free', async () => {
  await using db = await createTestDatabase(idempotencyTables);
  const failing = db.em().transactional((em) => once(em, request, () => Promise.reject(new Error('no'))));
  await expect(failing).rejects.toThrow('no');
  const result = await db.em().transactional((em) => once(em, request, async () => ({ resourceId: 'x', value: 7 })));
  expect(result).toEqual({ replayed: false, value: 7 });
});

test('a repetition that waited for a run that failed runs in its place', async () => {
  await using db = await createTestDatabase(idempotencyTables);
  let runs = 0;
  const call = () =>
    db.em().transactional((em) =>
      once(em, request, async () => {
        runs += 1;
        const isFirst = runs === 1;
        await new Promise((resolve) => setTimeout(resolve, 50));
        if (isFirst) throw new Error('no');
        return { resourceId: 'x', value: 7 };
      }),
    );
  const results = await Promise.allSettled([call(), call()]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await call()).toEqual({ replayed: true, resourceId: 'x' });
});

test('a failure that the caller swallowed and committed does not hold the key', async () => {
  await using db = await createTestDatabase(idempotencyTables);
  await db.em().transactional((em) => once(em, request, () => Promise.reject(new Error('no'))).catch(() => undefined));
  expect(await db.em().transactional((em) => once(em, request, run))).toEqual({ replayed: false, value: 1 });
});

test('a key is bound to its request and to its actor, and is free again after a day', async () => {
  await using db = await createTestDatabase(idempotencyTables);
  const call = (changed: object) => db.em().transactional((em) => once(em, { ...request, ...changed }, run));
  await call({});
  await expect(call({ fingerprint: fingerprintOf(secret, 'install', { app: 'b' }) })).rejects.toMatchObject({
    code: 'idempotency_key_reused',
  });
  expect(await call({ actor: 'usr_2' })).toEqual({ replayed: false, value: 1 });
  await db.em().execute(`update idempotency.requests set created_at = now() - interval '25 hours'`);
  expect(await call({ fingerprint: fingerprintOf(secret, 'other', {}) })).toEqual({ replayed: false, value: 1 });
});

test.each(['', 'a b', 'x'.repeat(201), 'caf\u00e9'])('refuses the key %j', async (key) => {
  await using db = await createTestDatabase(idempotencyTables);
  const call = db
    .em()
    .transactional((em) => once(em, { ...request, key }, async () => ({ resourceId: 'x', value: 1 })));
  await expect(call).rejects.toMatchObject({ code: 'idempotency_key_invalid' });
});

test('the order of keys in a body does not matter, values do', () => {
  expect(fingerprintOf(secret, 'r', { a: 1, b: [2] })).toEqual(fingerprintOf(secret, 'r', { b: [2], a: 1 }));
  expect(fingerprintOf(secret, 'r', { a: 1 })).not.toEqual(fingerprintOf(secret, 'r', { a: '1' }));
});

test('a fingerprint cannot be made without the secret, and a short one is none', () => {
  expect(fingerprintOf(secret, 'r')).not.toEqual(fingerprintOf('another secret of many bytes', 'r'));
  expect(() => fingerprintOf('short', 'r')).toThrow(RangeError);
});

test('entities and migrations agree', async () => {
  await using db = await createTestDatabase(idempotencyTables);
  expect(await schemaDifferences(db.orm)).toBe('');
});
