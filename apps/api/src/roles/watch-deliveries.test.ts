import type { DispatchHealth } from '@minimart/webhooks/mikro-orm';
import { expect, test, vi } from 'vitest';
import { createTestApi } from '../testing/create-test-api.ts';
import { alarmsOf } from './watch-deliveries.ts';

const well: DispatchHealth = {
  ready: 0,
  waiting: 3,
  inFlight: 1,
  oldestReadySeconds: 0,
  endpoints: { paused: 1, resting: 1, disabled: 0 },
  dispatchers: [],
  oldestSnapshotSeconds: 1,
  deadRows: { queue: 900, deliveries: 5_000_000 },
};
const alarms = (changes: Partial<DispatchHealth>) => alarmsOf({ ...well, ...changes }).map(({ alarm }) => alarm);

test('says nothing while all is well', () => expect(alarms({})).toEqual([]));

test.each([
  [{ oldestReadySeconds: 61 }, /another dispatcher/],
  [{ oldestSnapshotSeconds: 301 }, /transaction is open/],
  [{ deadRows: { queue: 100_001 } }, /autovacuum/],
  [{ endpoints: { paused: 0, resting: 0, disabled: 1 } }, /switched off/],
])('warns of %j and says what to do', (changes, words) => {
  expect(alarms(changes)).toEqual([expect.stringMatching(words)]);
});

test('dead rows are no cause for alarm beside a long queue', () => {
  expect(alarms({ deadRows: { queue: 900_000 }, waiting: 100_000 })).toEqual([]);
});

test('a dispatcher warns in its log', async () => {
  await using api = await createTestApi();
  const { services } = api;
  await services.inTransaction((em) => services.outboxOf(em).openEndpoint({ id: 'app_1' }));
  await services.em().execute(`update webhooks.endpoints set disabled_at = now()`);
  api.dispatch();
  await vi.waitFor(() => expect(api.logged()).toContain('endpoints are switched off'), 15_000);
});
