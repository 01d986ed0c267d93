import { createReceiver } from '@minimart/test-kit';
import { afterEach, expect, test, vi } from 'vitest';
import { createGate } from './create-gate.fixture.ts';
import { endProcesses, patience } from './fault-process.fixture.ts';
import { nothingLost, openFaults } from './open-faults.fixture.ts';

vi.setConfig({ testTimeout: 60_000 });
afterEach(endProcesses);

test.each(['one call', 'one call that lets the next of an ordering key go', 'a transaction of the ORM'])(
  'a connection that breaks while it settles in %s ends no process: the results are written down on another',
  async (kind) => {
    await using faults = await openFaults();
    const gate = createGate();
    await using receiver = await createReceiver(async () => {
      await gate.pass();
      return {};
    });
    const isOrdered = kind.includes('ordering key');
    for (let key = 0; key < 6; key += 1) {
      await faults.enqueue(receiver.url, 2, isOrdered ? { orderingKey: `order_${key}` } : {});
    }
    const dispatcher = faults.startDispatcher('dispatcher', { isSettlingInOrm: kind.endsWith('ORM') });
    // As many as an endpoint takes at once; of each ordering key one alone.
    const atOnce = isOrdered ? 6 : 8;
    await vi.waitUntil(() => gate.waiting() === atOnce, patience);
    await faults.whileNothingSettles(async () => {
      gate.open();
      await faults.untilSettling();
      await faults.breakBlocked();
      await dispatcher.untilSaid('could not record attempts');
    });
    expect(await faults.close(`connection broke in ${kind}`, receiver.requests)).toEqual(nothingLost(12, atOnce));
  },
);
