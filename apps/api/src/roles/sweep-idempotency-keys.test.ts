import { expect, test, vi } from 'vitest';
import { startSystem } from '../testing/start-system.ts';

test('a dispatcher deletes every idempotency key that is older than a day, and leaves the others', async () => {
  await using system = await startSystem();
  await system.em().execute(
    `insert into idempotency.requests (actor, key, fingerprint, resource_id, created_at)
     select 'usr_1', 'k-' || n, '', 'ins_1', now() - make_interval(hours => case when n > 2500 then 23 else 25 end)
     from generate_series(1, 2503) as n`,
  );
  const count = async () => (await system.em().execute('select count(*)::int as count from idempotency.requests'))[0];
  const dispatcher = await system.start('dispatcher');
  await vi.waitFor(async () => expect(await count()).toEqual({ count: 3 }), 10_000);
  await vi.waitFor(() => expect(system.output()).toContain('"rows":2500'));
  expect(await dispatcher.stop()).toBe(0);
});
