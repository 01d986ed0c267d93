import { createReceiver } from '@minimart/test-kit';
import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { createGate } from './create-gate.fixture.ts';
import { endProcesses, patience } from './fault-process.fixture.ts';
import { nothingLost, openFaults } from './open-faults.fixture.ts';
import { openServer } from './open-server.fixture.ts';

vi.setConfig({ testTimeout: 60_000 });
afterEach(endProcesses);

const failed = 'could not claim deliveries';
const back = 'the database answers again';

test.each(['ordered one after the other', 'told to somebody in the settling transaction'])(
  'PostgreSQL crashes under load and comes back: what is %s is settled, and nobody had to be started again',
  async (kind) => {
    await using server = await openServer();
    await using faults = await openFaults(server);
    const gate = createGate();
    await using receiver = await createReceiver(async () => {
      if (receiver.requests.length > 40) await gate.pass();
      return {};
    });
    const isOrdered = kind.startsWith('ordered');
    const names = ['one', 'two'];
    const dispatchers = names.map((name) => faults.startDispatcher(name, { isSettlingInOrm: !isOrdered }));
    // Who came much later than the other would find what that one holds given up.
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.untilSaid('started')));
    for (let key = 0; key < 40; key += 1) {
      await faults.enqueue(receiver.url, 4, isOrdered ? { orderingKey: `order_${key}` } : {});
    }
    await vi.waitUntil(() => gate.waiting() === 16, patience);
    await vi.waitFor(async () => expect((await faults.inFlight()).size).toBe(16), patience);
    await server.crash();
    // All that is in flight is answered while nobody can write it down.
    gate.open();
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.untilSaid(failed)));
    await server.start();
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.untilSaid(back)));
    expect(await faults.close(`database crashed, ${kind}`, receiver.requests)).toEqual(nothingLost(160, 16));
  },
);

test('PostgreSQL stands still under load (SIGSTOP) past every lease and goes on: nothing is lost', async () => {
  await using server = await openServer();
  await using faults = await openFaults(server);
  const gate = createGate();
  await using receiver = await createReceiver(async () => {
    if (receiver.requests.length > 40) await gate.pass();
    return {};
  });
  const dispatchers = ['one', 'two'].map((name) => faults.startDispatcher(name));
  await Promise.all(dispatchers.map((dispatcher) => dispatcher.untilSaid('started')));
  await faults.enqueue(receiver.url, 160);
  await vi.waitUntil(() => gate.waiting() === 16, patience);
  await vi.waitFor(async () => expect((await faults.inFlight()).size).toBe(16), patience);
  const thaw = await server.freeze();
  gate.open();
  await new Promise((resolve) => setTimeout(resolve, 5500));
  thaw();
  expect(await faults.close('database stood still', receiver.requests)).toEqual(nothingLost(160, 16));
});

test('while no connection of its pool is free a dispatcher waits, and then goes on where it was', async () => {
  await using faults = await openFaults();
  const gate = createGate();
  await using receiver = await createReceiver(async () => {
    if (receiver.requests.length > 20) await gate.pass();
    return {};
  });
  await faults.enqueue(receiver.url, 60);
  const dispatcher = faults.startDispatcher('dispatcher');
  await vi.waitUntil(() => gate.waiting() === 8, patience);
  // What was answered before is written down.
  await vi.waitFor(async () => expect((await faults.inFlight()).size).toBe(8), patience);
  const before = receiver.requests.length;
  dispatcher.tell('hold all connections');
  await dispatcher.untilSaid('all connections are held');
  gate.open();
  await dispatcher.untilSaid('delivery attempted', before);
  expect((await faults.inFlight()).size).toBe(8);
  expect(receiver.requests).toHaveLength(before);
  dispatcher.tell('let them go');
  expect(await faults.close('pool exhausted', receiver.requests)).toEqual(nothingLost(60, 8));
});

test('while PostgreSQL takes no more connections a dispatcher asks again, and then goes on where it was', async () => {
  await using server = await openServer();
  await using faults = await openFaults(server);
  const gate = createGate();
  await using receiver = await createReceiver(async () => {
    if (receiver.requests.length > 20) await gate.pass();
    return {};
  });
  await faults.enqueue(receiver.url, 60);
  const dispatcher = faults.startDispatcher('dispatcher');
  await vi.waitUntil(() => gate.waiting() === 8, patience);
  const hoarded: pg.Client[] = [];
  try {
    // Whatever connection the dispatcher loses, and makes anew, is taken from it until there is none.
    await vi.waitFor(async () => {
      await hoard(server.url, hoarded);
      expect(await endOthers(hoarded)).toBe(0);
    }, patience);
    gate.open();
    await dispatcher.untilSaid(failed, 3);
  } finally {
    await Promise.all(hoarded.map((client) => client.end()));
  }
  await dispatcher.untilSaid(back);
  expect(await faults.close('no more connections', receiver.requests)).toEqual(nothingLost(60, 8));
});

async function hoard(url: string, hoarded: pg.Client[]): Promise<void> {
  for (;;) {
    const client = new pg.Client({ connectionString: url, application_name: 'hoard' });
    client.on('error', () => {});
    try {
      await client.connect();
    } catch {
      return;
    }
    hoarded.push(client);
  }
}

async function endOthers([hoarder]: pg.Client[]): Promise<number> {
  const { rowCount } = await hoarder!.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and application_name <> 'hoard'`,
  );
  return rowCount ?? 0;
}
