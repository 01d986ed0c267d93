import { createReceiver } from '@minimart/test-kit';
import { afterEach, expect, test, vi } from 'vitest';
import type { FaultEnqueuerSettings } from './fault-enqueuer.fixture.ts';
import { endProcesses, patience, startProcess } from './fault-process.fixture.ts';
import { nothingLost, openFaults } from './open-faults.fixture.ts';

vi.setConfig({ testTimeout: 60_000 });
afterEach(endProcesses);

type Faults = Awaited<ReturnType<typeof openFaults>>;

function startEnqueuer({ url, sealingKey }: Faults, settings: Omit<FaultEnqueuerSettings, 'url' | 'sealingKey'>) {
  return startProcess('./fault-enqueuer.fixture.ts', { url, sealingKey, ...settings });
}

test('an event whose process is killed before its commit is not sent, and one killed after it is, whole', async () => {
  await using faults = await openFaults();
  await using receiver = await createReceiver();
  faults.startDispatcher('dispatcher');
  for (const waits of ['before commit', 'after commit'] as const) {
    const enqueuer = startEnqueuer(faults, { target: `${receiver.url}/${waits.split(' ')[0]}`, waits });
    await enqueuer.untilSaid(waits);
    await enqueuer.kill();
  }
  await receiver.waitFor(5);
  expect(await faults.close('enqueuer killed', receiver.requests)).toEqual(nothingLost(5, 0));
  expect(new Set(receiver.requests.map(({ path }) => path))).toEqual(new Set(['/after']));
});

test('an enqueuing process killed at any moment leaves whole events only, and all of them arrive', async () => {
  await using faults = await openFaults();
  await using receiver = await createReceiver();
  faults.startDispatcher('dispatcher');
  const enqueuers = [1, 2].map(() => startEnqueuer(faults, { target: receiver.url }));
  for (const enqueuer of enqueuers) {
    await enqueuer.untilSaid('after commit', 20);
    await enqueuer.kill();
  }
  // What one had sent to its database is carried out although it is gone.
  const sessions = `select pid from pg_stat_activity where datname = current_database() and application_name = 'enqueuer'`;
  await vi.waitFor(async () => expect(await faults.orm.em.fork().execute(sessions)).toEqual([]), patience);
  const events = enqueuers.map(({ said }) => said.filter(({ what }) => what === 'after commit').length);
  const ledger = await faults.close('enqueuers killed at any moment', receiver.requests);
  expect(ledger).toEqual(nothingLost(ledger.enqueued, 0));
  // A commit may have gone through although its process did not live to tell.
  expect(ledger.enqueued).toBeGreaterThanOrEqual(5 * (events[0]! + events[1]!));
  const torn = `select event_id from webhooks.deliveries group by event_id having count(*) <> 5`;
  expect(await faults.orm.em.fork().execute(torn)).toEqual([]);
});
