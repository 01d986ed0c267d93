import type { EntityManager } from '@mikro-orm/postgresql';

/** Which steps to count: of the installations of an app, in the days (UTC, `2026-11-26`) from the first to the last. */
export interface StepsQuery {
  appId: string;
  from: string;
  to: string;
  /** Workspaces whose installations are left out, as those of the developer's own, where an app is tried. */
  exceptWorkspaces: readonly string[];
}

/** How many installations took a step on one day (UTC). */
export interface StepCount {
  day: string;
  step: 'installed' | 'active' | 'failed' | 'uninstalled';
  count: number;
}

/**
 * How many installations of an app were made, became active for the first time, failed before they ever were, and ended, by day; and how many
 * there are now. Each installation takes each step at most once.
 */
export async function countSteps(
  em: EntityManager,
  { appId, from, to, exceptWorkspaces }: StepsQuery,
): Promise<{ steps: StepCount[]; standing: { installed: number; active: number } }> {
  const except = JSON.stringify(exceptWorkspaces);
  const counted = 'app_id = ? and not is_test and workspace_id not in (select jsonb_array_elements_text(?::jsonb))';
  const steps = await em.execute<StepCount[]>(
    `select (at at time zone 'utc')::date::text as day, step, count(*)::int as count
     from installs.installations cross join lateral (values
       ('installed', created_at), ('active', first_active_at), ('failed', first_failed_at), ('uninstalled', uninstalled_at)
     ) as taken (step, at)
     where ${counted} and at >= ?::date::timestamp at time zone 'utc' and at < (?::date + 1)::timestamp at time zone 'utc'
     group by 1, 2 order by 1, 2`,
    [appId, except, from, to],
  );
  const [standing] = await em.execute<{ installed: number; active: number }[]>(
    `select count(*)::int as installed, (count(*) filter (where status = 'active'))::int as active
     from installs.installations where ${counted} and status <> 'uninstalled'`,
    [appId, except],
  );
  return { steps, standing: standing ?? { installed: 0, active: 0 } };
}
