import type { UntoldLifting, UntoldSuspension } from '@minimart/catalog';
import { listLiveAfter } from '@minimart/installs/mikro-orm';
import { repeat, type Repeated } from '@minimart/repeat';
import type { Services } from '../compose.ts';
import { mailOwnersOfLifting, mailOwnersOfSuspension } from '../features/mails/mail-suspension.ts';

const everyMs = 5_000;
const batchSize = 100;

type Parts = Pick<
  Services,
  | 'logger'
  | 'inTransaction'
  | 'suspensionsOf'
  | 'liftingsOf'
  | 'accountsOf'
  | 'catalogOf'
  | 'keysOf'
  | 'mailboxOf'
  | 'config'
>;

/**
 * Tells owners of suspended apps, and later that this was lifted, a hundred installations at a time, until stopped; a failure is logged, and the rest are told
 * ten minutes later.
 */
export function tellSuspensions(services: Parts): Repeated {
  return repeat((signal) => tellUntold(services, signal), {
    everyMs,
    onError: (error) =>
      services.logger.warn({ err: error }, 'owners could not be told of a suspended app; they are told later'),
  });
}

/** Tells all owners who are still to be told. */
export async function tellUntold(services: Parts, signal?: AbortSignal): Promise<void> {
  for (;;) {
    if (signal?.aborted) return;
    if (!(await tellNextSuspension(services)) && !(await tellNextLifting(services))) return;
  }
}

/** False when there is none. */
async function tellNextSuspension(services: Parts): Promise<boolean> {
  const { inTransaction, suspensionsOf } = services;
  const suspension = await inTransaction((em) => suspensionsOf(em).takeUntold());
  if (suspension !== undefined) await tellSome(services, suspension);
  return suspension !== undefined;
}

/** False when there is none. */
async function tellNextLifting(services: Parts): Promise<boolean> {
  const { inTransaction, liftingsOf } = services;
  const lifting = await inTransaction((em) => liftingsOf(em).takeUntold());
  if (lifting !== undefined) await tellSomeOfLifting(services, lifting);
  return lifting !== undefined;
}

/** The mails and how far they have come are one transaction, so nobody is told twice or left out. */
function tellSome({ inTransaction, suspensionsOf, ...services }: Parts, suspension: UntoldSuspension): Promise<void> {
  return inTransaction(async (em) => {
    const { appId, toldTo: after } = suspension;
    const installations = await listLiveAfter(em, { appId, after, limit: batchSize });
    if (!(await suspensionsOf(em).noteTold(suspension, lastOf(installations)))) return;
    await mailOwnersOfSuspension(services, em, { suspension, installations });
  });
}

/** Likewise; whoever has uninstalled the app since, or installed it only now, is not told. */
function tellSomeOfLifting({ inTransaction, liftingsOf, ...services }: Parts, lifting: UntoldLifting): Promise<void> {
  return inTransaction(async (em) => {
    const { appId, toldTo: after, toldOfIt: upTo, liftedAt: madeBefore } = lifting;
    const installations = await listLiveAfter(em, { appId, after, upTo, madeBefore, limit: batchSize });
    if (!(await liftingsOf(em).noteTold(lifting, lastOf(installations)))) return;
    await mailOwnersOfLifting(services, em, { lifting, installations });
  });
}

/** Where the next go on; null when these were the last. */
const lastOf = (installations: readonly { id: string }[]): string | null =>
  installations.length < batchSize ? null : installations.at(-1)!.id;
