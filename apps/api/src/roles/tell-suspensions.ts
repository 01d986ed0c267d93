import type { UntoldSuspension } from '@minimart/catalog';
import { listLiveAfter } from '@minimart/installs/mikro-orm';
import type { Services } from '../compose.ts';
import { mailOwnersOfSuspension } from '../features/mails/mail-suspension.ts';

const everyMs = 5_000;
const batchSize = 100;

type Parts = Pick<
  Services,
  'logger' | 'inTransaction' | 'suspensionsOf' | 'accountsOf' | 'catalogOf' | 'mailboxOf' | 'config'
>;

/** Tells owners of suspended apps, a hundred installations at a time, until stopped; a failure is logged, and the rest are told ten minutes later. */
export function tellSuspensions(services: Parts): { stop(): Promise<void> } {
  const stopped = new AbortController();
  let telling = tellUntold(services, stopped.signal);
  const timer = setInterval(() => (telling = telling.then(() => tellUntold(services, stopped.signal))), everyMs);
  return {
    async stop() {
      stopped.abort();
      clearInterval(timer);
      await telling;
    },
  };
}

/** Tells all owners who are still to be told. Never rejects. */
export async function tellUntold(services: Parts, signal?: AbortSignal): Promise<void> {
  const { logger, inTransaction, suspensionsOf } = services;
  try {
    for (;;) {
      if (signal?.aborted) return;
      const suspension = await inTransaction((em) => suspensionsOf(em).takeUntold());
      if (suspension === undefined) return;
      await tellSome(services, suspension);
    }
  } catch (error) {
    logger.warn({ err: error }, 'owners could not be told of a suspended app; they are told later');
  }
}

/** The mails and how far they have come are one transaction, so nobody is told twice or left out. */
function tellSome({ inTransaction, suspensionsOf, ...services }: Parts, suspension: UntoldSuspension): Promise<void> {
  return inTransaction(async (em) => {
    const { appId, toldTo: after } = suspension;
    const installations = await listLiveAfter(em, { appId, after, limit: batchSize });
    const last = installations.length < batchSize ? null : installations.at(-1)!.id;
    if (!(await suspensionsOf(em).noteTold(suspension, last))) return;
    await mailOwnersOfSuspension(services, em, { suspension, installations });
  });
}
