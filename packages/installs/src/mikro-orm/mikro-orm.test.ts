import { schemaDifferences } from '@minimart/database';
import { createTestDatabase, type TestDatabase } from '@minimart/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  describeFarewellStore,
  describeInstallationMoves,
  describeInstallationStore,
  type OpenInstallationStore,
} from '../testing/index.ts';
import { cancelInstallation, installApp, retryInstallation, uninstallApp } from '../index.ts';
import { openWorld, refusalOf } from '../testing/open-world.ts';
import { createFarewellStore, createInstallationStore, installsTables } from './index.ts';

// One database serves every test of the file, emptied before each: a clone a test would cost ten times the test.
let shared: TestDatabase;
beforeAll(async () => {
  shared = await createTestDatabase(installsTables);
});
afterAll(() => shared[Symbol.asyncDispose]());

const open: OpenInstallationStore = async () => {
  // Receipts stay, as nothing can take them away; every test has installations of its own.
  const emptied = ['consents', 'installations', 'data_erasures', 'remembered_inputs'];
  await shared.em().execute(emptied.map((table) => `delete from installs.${table};`).join(' '));
  return {
    transaction: (work) =>
      shared.em().transactional((em) => work(createInstallationStore(em), createFarewellStore(em))),
    [Symbol.asyncDispose]: async () => {},
  };
};

describeInstallationStore('PostgreSQL', open);
describeFarewellStore('PostgreSQL', open);
describeInstallationMoves('PostgreSQL', open);

test('the migrations make what the entities say', async () => {
  expect(await schemaDifferences(shared.orm)).toBe('');
});

test('of eight installs at once one is made, the others are told of it', async () => {
  await using world = await openWorld(open);
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => world.install()));
  const made = results.filter((result) => result.status === 'fulfilled');
  const codes = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
  expect(made).toHaveLength(1);
  expect(codes).toEqual(Array.from({ length: 7 }, () => 'already_installed'));
  expect(world.minted).toHaveLength(1);
  expect(world.enqueued).toHaveLength(1);
});

test('a rollback leaves nothing of an installation', async () => {
  await using world = await openWorld(open);
  const { app } = world;
  const command = { workspaceId: 'ws_one', userId: 'usr_owner', app, scopes: ['flow-tags:view'] };
  const rolledBack = shared.em().transactional(async (em) => {
    const ports = { ...world, store: createInstallationStore(em), farewells: createFarewellStore(em) };
    await installApp(ports, { ...command, authInputs: { crm_token: 'x', list: 'y' } });
    throw new Error('power cut');
  });
  await expect(rolledBack).rejects.toThrow('power cut');
  const counts = await shared
    .em()
    .execute(
      'select (select count(*)::int from installs.installations) + (select count(*)::int from installs.consents) as left',
    );
  expect(counts).toEqual([{ left: 0 }]);
});

test('of a cancel, a retry, an uninstall and a delivery at once each sees the state the one before left', async () => {
  await using world = await openWorld(open);
  const { id: installationId } = (await world.install()).installation;
  const ref = { workspaceId: 'ws_one', installationId };
  const results = await Promise.allSettled([
    world.settle('delivered'),
    world.act((ports) => retryInstallation(ports, ref)),
    world.act((ports) => cancelInstallation(ports, ref)),
    world.act((ports) => uninstallApp(ports, ref)),
  ]);
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'wrong_state' });
  expect(await world.stored(installationId)).toMatchObject({ status: 'uninstalled', key: null });
  expect(world.minted.every(({ endedBecause }) => endedBecause !== null)).toBe(true);
  expect(await refusalOf(world.act((ports) => retryInstallation(ports, ref)))).toMatchObject({ code: 'wrong_state' });
});

test('a move waits for another move, but holds up nobody who settles', async () => {
  await using world = await openWorld(open);
  const { id } = (await world.install()).installation;
  const act = <Result>(work: (store: ReturnType<typeof createInstallationStore>) => Promise<Result>) =>
    shared.em().transactional((em) => work(createInstallationStore(em)));
  const order: string[] = [];
  let second: Promise<unknown> = Promise.resolve();
  await act(async (store) => {
    await store.findForMove(id);
    second = act(async (other) => order.push(`second sees ${(await other.findForMove(id))?.status}`));
    await act(async (dispatcher) => {
      const record = await dispatcher.lock(id);
      if (record !== undefined) await dispatcher.save({ ...record, status: 'active' });
      order.push('settled');
    });
    order.push('first ends');
  });
  await second;
  expect(order).toEqual(['settled', 'first ends', 'second sees active']);
});

test('a row lock makes a second move wait for the first', async () => {
  await using world = await openWorld(open);
  const act = <Result>(work: (store: ReturnType<typeof createInstallationStore>) => Promise<Result>) =>
    shared.em().transactional((em) => work(createInstallationStore(em)));
  const { app } = world;
  const command = { workspaceId: 'ws_one', userId: 'usr_owner', app, scopes: ['flow-tags:view'] };
  const inputs = { authInputs: { crm_token: 'x', list: 'y' } };
  const { installation } = await act((store) => installApp({ ...world, store }, { ...command, ...inputs }));
  const order: string[] = [];
  let second: Promise<unknown> = Promise.resolve();
  await act(async (store) => {
    const record = await store.lock(installation.id);
    second = act(async (other) => order.push(`second sees ${(await other.lock(installation.id))?.status}`));
    if (record !== undefined) await store.save({ ...record, status: 'active' });
    order.push('first ends');
  });
  await second;
  expect(order).toEqual(['first ends', 'second sees active']);
});
