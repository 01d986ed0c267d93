import { m } from '@minimart/messages';
import type { Farewell, Installation } from '#lib/server/api.ts';
import { nameEnding } from '#lib/name-ending.ts';
import { showDate, showMoment } from '#lib/show-time.ts';

type Receipt = Farewell['receipts'][number];
type Unsubscribe = NonNullable<Farewell['unsubscribe']>;
type DataErasure = NonNullable<Farewell['dataErasure']>;

const reasons: Record<Receipt['reason'], () => string> = {
  delivered: m.installed_erased_delivered,
  refused: m.installed_erased_refused,
  gone: m.installed_erased_gone,
  gave_up: m.installed_erased_gave_up,
  cancelled: m.installed_erased_cancelled,
  nothing_sent: m.installed_erased_nothing_sent,
  forgotten: m.installed_erased_forgotten,
  installed_again: m.installed_erased_installed_again,
  expired: m.installed_erased_expired,
};

/** Why something was erased when it was. */
export function explainReason({ reason }: Pick<Receipt, 'reason'>): string {
  return reasons[reason]();
}

/** What was erased, counted: `2 values, 1 of them secret`. */
export function countErased({ erasedCount, secretCount }: Pick<Receipt, 'erasedCount' | 'secretCount'>): string {
  if (erasedCount === 0) return m.installed_erased_nothing();
  if (secretCount === 0) return m.installed_erased_values({ count: erasedCount });
  return m.installed_erased_values_secret({ count: erasedCount, secret: secretCount });
}

/** How far telling the app's server of the uninstall has come. */
export function explainUnsubscribe(unsubscribe: Unsubscribe | null, name: string): string {
  const owner = { owner: name, ending: nameEnding(name) };
  if (unsubscribe === null) return m.installed_told_nothing(owner);
  const { status, attempts: count } = unsubscribe;
  if (status === 'delivered') return m.installed_told_delivered({ ...owner, count });
  if (status === 'refused') return m.installed_told_refused({ ...owner, count });
  if (status === 'gone') return m.installed_told_gone(owner);
  if (status === 'gave_up') return m.installed_told_gave_up({ ...owner, count });
  if (status === 'cancelled')
    return unsubscribe.cancelReason === 'installed again' ? m.installed_told_again() : m.installed_told_cancelled();
  return count === 0 ? m.installed_told_now(owner) : m.installed_told_trying({ ...owner, count });
}

/** How far asking the app's server to erase what it holds has come. */
export function explainDataErasure(dataErasure: DataErasure | null, name: string): string {
  if (dataErasure === null) return m.installed_data_none({ name });
  const owner = { owner: name, ending: nameEnding(name) };
  const { status, attempts: count, dueAt } = dataErasure;
  if (status === 'scheduled') return m.installed_data_scheduled({ ...owner, moment: showMoment(dueAt) });
  if (status === 'delivered') return m.installed_data_delivered(owner);
  if (status === 'cancelled') return m.installed_data_cancelled();
  if (status === 'pending')
    return count === 0 ? m.installed_data_now(owner) : m.installed_told_trying({ ...owner, count });
  if (status === 'refused') return m.installed_data_refused(owner);
  return status === 'gone' ? m.installed_data_gone(owner) : m.installed_data_unreachable(owner);
}

/** The farewell of a former app in a few words, for a list. */
export function summariseFarewell({ delivery, erasedAt }: Pick<Installation, 'delivery' | 'erasedAt'>): string {
  if (erasedAt !== null) return m.installed_former_erased({ date: showDate(erasedAt) });
  const count = delivery?.attempts ?? 0;
  return count > 0 ? m.installed_former_trying({ count }) : m.installed_former_telling();
}
