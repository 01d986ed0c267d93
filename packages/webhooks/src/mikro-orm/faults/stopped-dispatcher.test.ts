import { createReceiver } from '@minimart/test-kit';
import { afterEach, expect, test, vi } from 'vitest';
import { createGate } from './create-gate.fixture.ts';
import { endProcesses, patience } from './fault-process.fixture.ts';
import { nothingLost, openFaults } from './open-faults.fixture.ts';

vi.setConfig({ testTimeout: 60_000 });
afterEach(endProcesses);

const tooLate = 'settled by someone else meanwhile';

test.each(['while the other still sends', 'after the other has settled'])(
  'a dispatcher stopped (SIGSTOP) past its lease comes back %s: its results do not count',
  async (moment) => {
    await using faults = await openFaults();
    const gates = { sleeper: createGate(), other: createGate() };
    // The late answers would end their deliveries as refused, did they count.
    await using receiver = await createReceiver(async ({ headers }) => {
      const isLate = headers['user-agent'] === 'sleeper';
      await gates[isLate ? 'sleeper' : 'other'].pass();
      return { status: isLate ? 422 : 200 };
    });
    const ids = await faults.enqueue(receiver.url, 6);
    const sleeper = faults.startDispatcher('sleeper', { concurrency: 6 });
    await vi.waitUntil(() => gates.sleeper.waiting() === 6, patience);
    sleeper.signal('SIGSTOP');
    gates.sleeper.open();
    faults.startDispatcher('other', { concurrency: 6 });
    await vi.waitUntil(() => gates.other.waiting() === 6, patience);
    if (moment === 'after the other has settled') {
      gates.other.open();
      await vi.waitFor(async () => expect(await faults.inFlight()).toEqual(new Set()), patience);
    }
    sleeper.signal('SIGCONT');
    await sleeper.untilSaid(tooLate, 6);
    gates.other.open();

    const ledger = await faults.close(`stopped, back ${moment}`, receiver.requests);
    expect(ledger).toEqual(nothingLost(6, 6));
    for (const id of ids) {
      const found = await faults.outbox().delivery(id);
      expect(found?.attemptLog.map(({ outcome }) => outcome)).toEqual(['lost', 'delivered']);
    }
    expect(sleeper.said.filter(({ what }) => what === tooLate).map(({ delivery }) => delivery)).toEqual(
      expect.arrayContaining(ids),
    );
  },
);
