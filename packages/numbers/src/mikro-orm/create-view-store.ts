import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { ViewStore } from '../view-store.ts';

const saltBytes = 32;

/** A view store on PostgreSQL; each call is a unit of work of its own. */
export function createViewStore(fork: () => EntityManager): ViewStore {
  return {
    async saltOf(day) {
      const em = fork();
      await em.execute(
        `insert into numbers.salts (day, salt) values (?::date, decode(?, 'hex')) on conflict (day) do nothing`,
        [day, randomBytes(saltBytes).toString('hex')],
      );
      const [row] = await em.execute<{ salt: string }[]>(
        `select encode(salt, 'hex') as salt from numbers.salts where day = ?::date`,
        [day],
      );
      if (row === undefined) throw new Error(`The salt of ${day} is gone already.`);
      return Buffer.from(row.salt, 'hex');
    },
    async addViews(views) {
      const rows = views.map(({ day, appId, step, visitor }) => {
        return { day, app_id: appId, step, visitor: visitor.toString('hex') };
      });
      // Rows in one order for everybody, and visitors before sums, so that two processes that write at once never wait in a circle.
      await fork().execute(
        `with seen as (
           insert into numbers.visitors (day, app_id, step, visitor)
           select distinct day, app_id, step, decode(visitor, 'hex') as visitor
           from jsonb_to_recordset(?::jsonb) as view (day date, app_id text, step text, visitor text)
           order by day, app_id, step, visitor
           on conflict do nothing
           returning day, app_id, step
         )
         insert into numbers.daily_views (app_id, day, step, visitors)
         select app_id, day, step, count(*) from seen group by app_id, day, step order by app_id, day, step
         on conflict (app_id, day, step) do update set visitors = daily_views.visitors + excluded.visitors`,
        [JSON.stringify(rows)],
      );
    },
  };
}
