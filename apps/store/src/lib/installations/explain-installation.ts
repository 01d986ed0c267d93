import { m } from '@minimart/messages';
import { nameEnding } from '#lib/name-ending.ts';
import type { Installation } from '#lib/server/api.ts';

/** Where an installation stands, for a person: a notice's kind, a heading and a sentence or two. */
export type Explanation = { kind: 'good' | 'info' | 'caution' | 'bad'; title: string; text: string };

type Explained = Pick<Installation, 'status' | 'delivery' | 'key' | 'activatedAt'> & {
  isChangingInputs?: boolean;
  app: Pick<Installation['app'], 'name'>;
};

/** Puts an installation's status into plain words; moments and the app's own message are told apart from it. */
export function explainInstallation(installation: Explained): Explanation {
  const { name } = installation.app;
  if (installation.status === 'active')
    return { kind: 'good', title: m.installed_is_ready({ name }), text: explainActive(installation) };
  if (installation.status === 'pending') return explainPending(installation);
  if (installation.status === 'failed')
    return { kind: 'bad', title: m.installed_is_failed({ name }), text: explainFailed(installation) };
  return { kind: 'info', title: m.installed_is_uninstalled({ name }), text: explainUninstalled(installation) };
}

function explainUninstalled({ activatedAt, delivery, key }: Explained): string {
  if (activatedAt === null && delivery) return m.installed_uninstalled_before();
  return key ? m.installed_uninstalled_key() : m.installed_uninstalled_no_key();
}

function explainActive({ delivery, key, app, isChangingInputs = false }: Explained): string {
  // A subscribe request of an active installation carries a further key, changed inputs, or both.
  if (delivery?.status === 'pending')
    return isChangingInputs
      ? m.installed_active_inputs({ owner: app.name, ending: nameEnding(app.name) })
      : m.installed_active_key();
  if (delivery && delivery.status !== 'delivered') return m.installed_active_taken_back();
  if (delivery) return m.installed_active_confirmed({ owner: app.name, ending: nameEnding(app.name) });
  return key ? m.installed_active_no_setup() : m.installed_active_no_access();
}

function explainPending({ app, delivery }: Explained): Explanation {
  if (!delivery || delivery.attempts === 0) {
    return {
      kind: 'info',
      title: m.installed_pending_title({ name: app.name }),
      text: m.installed_pending_text({ owner: app.name, ending: nameEnding(app.name) }),
    };
  }
  return {
    kind: 'caution',
    title: m.installed_unconfirmed_title({ owner: app.name, ending: nameEnding(app.name) }),
    text: describeLastTry(delivery),
  };
}

function explainFailed({ app, delivery }: Explained): string {
  const owner = { owner: app.name, ending: nameEnding(app.name) };
  if (delivery?.status === 'refused') return m.installed_failed_refused(owner);
  if (delivery?.status === 'gone') return m.installed_failed_gone(owner);
  if (delivery === null || delivery.status === 'delivered') return m.installed_failed_key();
  if (delivery.status === 'cancelled') return m.installed_failed_cancelled();
  return m.installed_failed_unreachable(owner);
}

function describeLastTry({ lastStatusCode: code, attempts: count }: NonNullable<Installation['delivery']>): string {
  return code === null ? m.installed_unconfirmed_silent({ count }) : m.installed_unconfirmed_error({ count, code });
}
