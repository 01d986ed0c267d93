import { m } from '@minimart/messages';
import { nameEnding } from '#lib/name-ending.ts';
import { showMoment } from '#lib/show-time.ts';
import type { Installation } from '#lib/server/api.ts';

/** One step of setting an app up, and how far it has come. */
export interface Step {
  label: string;
  state: 'done' | 'now' | 'failed' | 'todo';
  detail: string | null;
}

type Stepped = Pick<Installation, 'status' | 'delivery' | 'createdAt' | 'activatedAt'> & {
  app: Pick<Installation['app'], 'name'>;
};

const ends: ReadonlySet<string> = new Set(['refused', 'gave_up', 'gone']);

/** The way of a set-up from the consent to the app's being ready; none when the present state is not the outcome of one. */
export function stepsOf({ status, delivery, createdAt, activatedAt, app }: Stepped): Step[] {
  if (delivery?.topic !== 'subscribe' || status === 'uninstalled') return [];
  if (status === 'failed' && !ends.has(delivery.status)) return [];
  const told = { pending: 'now', active: 'done', failed: 'failed' } as const;
  const tries = delivery.attempts > 1 ? m.installed_step_tries({ count: delivery.attempts }) : null;
  return [
    { label: m.installed_step_agreed(), state: 'done', detail: showMoment(createdAt) },
    {
      label:
        status === 'active'
          ? m.installed_step_confirmed({ owner: app.name, ending: nameEnding(app.name) })
          : m.installed_step_waiting({ owner: app.name, ending: nameEnding(app.name) }),
      state: told[status],
      detail: status === 'active' ? null : tries,
    },
    {
      label: m.installed_step_ready(),
      state: status === 'active' ? 'done' : 'todo',
      detail: status === 'active' && activatedAt !== null ? showMoment(activatedAt) : null,
    },
  ];
}
