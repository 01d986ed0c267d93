import { expect, test, vi } from 'vitest';
import { startSystem } from '../testing/start-system.ts';

test('a dispatcher deletes what serves no more: idempotency keys after a day, full rate limits, old counts of use, who reported long ago; and leaves the others', async () => {
  await using system = await startSystem();
  await system.em().execute(
    `insert into idempotency.requests (actor, key, fingerprint, resource_id, created_at)
     select 'usr_1', 'k-' || n, '', 'ins_1', now() - make_interval(hours => case when n > 2500 then 23 else 25 end)
     from generate_series(1, 2503) as n`,
  );
  await system.em().execute(`insert into keys.rate_limits (id, full_at) values ('key_1', 1), ('key_2', 9e18)`);
  await system.em().execute(
    `insert into keys.scope_uses (subject, scope, day, uses, last_used_at)
     values ('ins_1', 'a:b', current_date - 401, 1, now()), ('ins_1', 'a:b', current_date - 300, 1, now())`,
  );
  await system.em().execute(
    `insert into reviews.reports (id, app_id, version, reason, details, user_id, email, reported_at)
     values ('rpt_1', 'app_1', '1.0.0', 'other', 'x', 'usr_1', 'a@example.com', now() - interval '401 days'),
       ('rpt_2', 'app_1', '1.0.0', 'other', 'y', 'usr_2', null, now() - interval '399 days')`,
  );
  await system.em().execute(
    `insert into reviews.daily_counts (day, who, act, count)
     select (now() at time zone 'utc')::date - n, 'usr_1', 'report', 1 from generate_series(0, 3) as n`,
  );
  const reporters = () =>
    system.em().execute(
      `select (select string_agg(concat_ws(' ', id, user_id, email, details), ', ' order by id) from reviews.reports) as reports,
         (select count(*)::int from reviews.daily_counts) as counts`,
    );
  const left = () =>
    system
      .em()
      .execute(
        `select (select string_agg(id, ',') from keys.rate_limits) as limits, (select count(*)::int from keys.scope_uses) as uses`,
      );
  const count = async () => (await system.em().execute('select count(*)::int as count from idempotency.requests'))[0];
  const dispatcher = await system.start('dispatcher');
  await vi.waitFor(async () => expect(await count()).toEqual({ count: 3 }), 30_000);
  await vi.waitFor(() => expect(system.output()).toContain('"rows":2500'), 10_000);
  await vi.waitFor(async () => expect(await left()).toEqual([{ limits: 'key_2', uses: 1 }]), 10_000);
  const forgotten = [{ reports: 'rpt_1 x, rpt_2 usr_2 y', counts: 1 }];
  await vi.waitFor(async () => expect(await reporters()).toEqual(forgotten), 10_000);
  expect(await dispatcher.stop()).toBe(0);
}, 60_000);
