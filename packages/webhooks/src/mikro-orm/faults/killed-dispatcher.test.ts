import { createReceiver } from '@minimart/test-kit';
import { afterEach, expect, test, vi } from 'vitest';
import { createGate } from './create-gate.fixture.ts';
import { endProcesses, patience } from './fault-process.fixture.ts';
import { nothingLost, openFaults } from './open-faults.fixture.ts';

vi.setConfig({ testTimeout: 60_000 });
afterEach(endProcesses);

test('kill -9 after a claim and before anything is sent: another sends each once', async () => {
  await using faults = await openFaults();
  await using receiver = await createReceiver();
  await faults.enqueue(receiver.url, 12);
  const doomed = faults.startDispatcher('doomed', { isHangingAfterClaim: true });
  await doomed.untilSaid('claimed');
  await doomed.kill();
  expect((await faults.inFlight()).size).toBe(8);
  expect(receiver.requests).toHaveLength(0);

  faults.startDispatcher('survivor');
  expect(await faults.close('killed before sending', receiver.requests)).toEqual(nothingLost(12, 0));
});

test('kill -9 in flight: another sends again what was not answered, and nothing else', async () => {
  await using faults = await openFaults();
  const gate = createGate();
  await using receiver = await createReceiver(async ({ headers }) => {
    if (headers['user-agent'] === 'doomed') await gate.pass();
    return {};
  });
  await faults.enqueue(receiver.url, 12);
  const doomed = faults.startDispatcher('doomed');
  await vi.waitUntil(() => gate.waiting() === 8, patience);
  await doomed.kill();
  gate.open();
  const inFlight = await faults.inFlight();
  expect(inFlight.size).toBe(8);

  faults.startDispatcher('survivor');
  expect(await faults.close('killed in flight', receiver.requests)).toEqual(nothingLost(12, 8));
  const again = receiver.requests.slice(8).map(({ headers }) => String(headers['webhook-id']));
  expect(new Set(again).size).toBe(again.length);
  expect(new Set(receiver.requests.slice(0, 8).map(({ headers }) => headers['webhook-id']))).toEqual(inFlight);
});

test('kill -9 after the 2xx and before it is recorded: another sends it again, and it is delivered', async () => {
  await using faults = await openFaults();
  const gate = createGate();
  await using receiver = await createReceiver(async () => {
    await gate.pass();
    return {};
  });
  // No more than go out at once: whatever has been answered leaves its slot to the next.
  await faults.enqueue(receiver.url, 8);
  const doomed = faults.startDispatcher('doomed');
  await vi.waitUntil(() => gate.waiting() === 8, patience);
  const inFlight = await faults.inFlight();
  await faults.whileNothingSettles(async () => {
    gate.open();
    await doomed.untilSaid('delivery attempted', 8);
    await faults.untilSettling();
    await doomed.kill();
    // Its statement would be carried out although nobody waits for it any more, so its connection dies as well.
    await faults.breakBlocked();
  });
  expect(await faults.inFlight()).toEqual(inFlight);

  faults.startDispatcher('survivor');
  expect(await faults.close('killed before recording', receiver.requests)).toEqual(nothingLost(8, 8));
});

test('killed again and again under load: the other goes on, and each kill repeats at most what it interrupted', async () => {
  await using faults = await openFaults();
  await using receiver = await createReceiver(() => ({ delayMs: 30 }));
  const arrivalsAt = (name: string) => receiver.requests.filter(({ headers }) => headers['user-agent'] === name);
  faults.startDispatcher('survivor');
  let enqueued = 0;
  const inFlightAtKill = new Map<string, Set<string>>();
  for (const name of ['first', 'second', 'third', 'fourth']) {
    const doomed = faults.startDispatcher(name);
    while (arrivalsAt(name).length < 10 && enqueued < 2000) {
      enqueued += (await faults.enqueue(receiver.url, 10)).length;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await doomed.kill();
    inFlightAtKill.set(name, await faults.inFlight());
  }
  const ledger = await faults.close('killed again and again', receiver.requests);
  // Counted now: what one sent at its last moment may have been heard after its end.
  const interrupted = [...inFlightAtKill].flatMap(([name, inFlight]) =>
    arrivalsAt(name).filter(({ headers }) => inFlight.has(String(headers['webhook-id']))),
  );
  expect(ledger).toEqual(nothingLost(enqueued, interrupted.length));
});
