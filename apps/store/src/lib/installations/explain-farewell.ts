import type { Farewell, Installation } from '#lib/server/api.ts';
import { possessive } from '#lib/possessive.ts';
import { showDate, showMoment } from '#lib/show-time.ts';

type Receipt = Farewell['receipts'][number];
type Unsubscribe = NonNullable<Farewell['unsubscribe']>;
type DataErasure = NonNullable<Farewell['dataErasure']>;

const reasons: Record<Receipt['reason'], string> = {
  delivered: 'The app’s server had confirmed that it knows of the uninstall.',
  refused: 'The app’s server had refused to be told, so there was nothing to wait for.',
  gone: 'The app’s server said that it is gone for good, so there was nothing to wait for.',
  gave_up: 'The app’s server could not be told, and we had given up trying.',
  cancelled: 'Telling the app’s server was cancelled, so there was nothing to wait for.',
  nothing_sent: 'There was nobody to tell, so it was erased at once.',
  forgotten: 'Somebody of your workspace asked for it.',
  installed_again: 'The app was installed again, and has what was filled in then.',
  expired: 'It had been remembered for as long as we do.',
};

/** Why something was erased when it was. */
export function explainReason({ reason }: Pick<Receipt, 'reason'>): string {
  return reasons[reason];
}

/** What was erased, counted: `2 values, 1 of them secret`. */
export function countErased({ erasedCount, secretCount }: Pick<Receipt, 'erasedCount' | 'secretCount'>): string {
  if (erasedCount === 0) return 'Nothing: no value was stored';
  const values = erasedCount === 1 ? '1 value' : `${erasedCount} values`;
  if (secretCount === 0) return values;
  return erasedCount === 1 ? '1 value, which was secret' : `${values}, ${secretCount} of them secret`;
}

const tries = (count: number) => (count === 1 ? '1 try' : `${count} tries`);

/** How far telling the app's server of the uninstall has come. */
export function explainUnsubscribe(unsubscribe: Unsubscribe | null, name: string): string {
  if (unsubscribe === null)
    return `Nothing was sent: ${possessive(name)} server never knew of your workspace, or it asks for no word of an uninstall.`;
  const { status, attempts } = unsubscribe;
  const server = `${possessive(name)} server`;
  if (status === 'delivered') return `${server} knows. It confirmed after ${tries(attempts)}.`;
  if (status === 'refused') return `${server} refused to be told, after ${tries(attempts)}. We do not insist.`;
  if (status === 'gone') return `${server} says that it is gone for good.`;
  if (status === 'gave_up') return `${server} could not be told in ${tries(attempts)}, so we stopped trying.`;
  if (status === 'cancelled')
    return unsubscribe.cancelReason === 'installed again'
      ? 'It was stopped, because you installed the app again.'
      : 'It was stopped before it arrived.';
  return attempts === 0
    ? `We are telling ${server} now.`
    : `${server} has not confirmed after ${tries(attempts)}. We keep trying by ourselves.`;
}

/** How far asking the app's server to erase what it holds has come. */
export function explainDataErasure(dataErasure: DataErasure | null, name: string): string {
  if (dataErasure === null)
    return `${name} takes no such request, or never knew of your workspace. What it holds is for its developer to erase: ask them.`;
  const { status, attempts, dueAt } = dataErasure;
  const server = `${possessive(name)} server`;
  if (status === 'scheduled')
    return `We will ask ${server} on ${showMoment(dueAt)} to erase what it holds about your workspace, unless you install the app again before.`;
  if (status === 'delivered') return `${server} was asked to erase what it holds, and has confirmed that it got this.`;
  if (status === 'cancelled') return 'It was taken back, because you installed the app again.';
  if (status === 'pending')
    return attempts === 0
      ? `We are asking ${server} now.`
      : `${server} has not confirmed after ${tries(attempts)}. We keep trying by ourselves.`;
  const why =
    status === 'refused' ? 'refused to be asked' : status === 'gone' ? 'is gone for good' : 'could not be reached';
  return `${server} ${why}. What it may still hold is for its developer to erase: ask them.`;
}

/** The farewell of a former app in a few words, for a list. */
export function summariseFarewell({ delivery, erasedAt }: Pick<Installation, 'delivery' | 'erasedAt'>): string {
  if (erasedAt !== null) return `what you entered was erased ${showDate(erasedAt)}`;
  const attempts = delivery?.attempts ?? 0;
  return attempts > 0 ? `its server has not answered after ${tries(attempts)}` : 'its server is being told';
}
