import { createTestDatabase, type TestDatabase } from '@minimart/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isSettled, uninstallApp } from '../index.ts';
import { openWorld } from '../testing/open-world.ts';
import { createFarewellStore, createInstallationStore, installsTables, readProgress } from './index.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase(installsTables);
});
afterAll(() => db[Symbol.asyncDispose]());

const open = async () => ({
  transaction: <Result>(
    work: (
      store: ReturnType<typeof createInstallationStore>,
      farewells: ReturnType<typeof createFarewellStore>,
    ) => Promise<Result>,
  ) => db.em().transactional((em) => work(createInstallationStore(em), createFarewellStore(em))),
  [Symbol.asyncDispose]: async () => {},
});

test('tells where an installation stands from the first try to the receipt, and when nothing more is to come', async () => {
  await using world = await openWorld(open);
  const { id, workspaceId, delivery } = (await world.install()).installation;
  const read = async () => (await readProgress(db.em(), [id]))[0]!;
  expect(await read()).toEqual({
    id,
    workspaceId,
    status: 'pending',
    message: null,
    version: '1.0.0',
    isChangingInputs: false,
    delivery,
    erasedAt: null,
    receipts: 0,
    dataErasure: null,
  });
  expect(isSettled(await read())).toBe(false);
  const nextAttemptAt = new Date('2026-11-23T12:05:00.250Z');
  await world.settle('pending', { attempt: 1, nextAttemptAt, statusCode: 503 });
  expect(await read()).toMatchObject({ delivery: { attempts: 1, nextAttemptAt, lastStatusCode: 503 } });
  await world.settle('delivered', { attempt: 2, statusCode: 200 });
  expect(isSettled(await read())).toBe(true);
  await world.act((ports) => uninstallApp(ports, { workspaceId, installationId: id }));
  expect([(await read()).status, isSettled(await read())]).toEqual(['uninstalled', false]);
  await world.settle('delivered', { statusCode: 200 });
  const over = await read();
  expect(over).toMatchObject({ receipts: 1, erasedAt: expect.any(Date) });
  expect(isSettled(over)).toBe(true);
});

test('leaves out what does not exist, and reads none for none', async () => {
  expect(await readProgress(db.em(), ['ins_none'])).toEqual([]);
  expect(await readProgress(db.em(), [])).toEqual([]);
});
