import { repeat, type Repeated } from '@minimart/repeat';
import { checkDomain, type CheckServices } from '../features/developer-profile/check-domain.ts';
import type { Services } from '../compose.ts';

const everyMs = 60_000;
const batchSize = 10;

type Parts = CheckServices & Pick<Services, 'em' | 'logger'>;

/** Looks for the proofs of domains whose time has come, every minute until stopped; a failure is logged, and that domain is looked at again ten minutes later. */
export function checkDomains(services: Parts): Repeated {
  return repeat((signal) => checkDueDomains(services, signal), {
    everyMs,
    onError: (error) => services.logger.warn({ err: error }, 'domains could not be checked; they are looked at again'),
  });
}

/** Looks once for all proofs whose time has come, ten at a time; several dispatchers share them. */
export async function checkDueDomains(services: Parts, signal?: AbortSignal): Promise<void> {
  const { logger, inTransaction, developersOf } = services;
  for (;;) {
    if (signal?.aborted) return;
    const due = await inTransaction((em) => developersOf(em).takeDue(batchSize));
    const checks = due.map(async (claim) => {
      try {
        await checkDomain(services, claim, { kind: 'platform' });
      } catch (error) {
        logger.warn({ err: error, domain: claim.domain }, 'a domain could not be checked; it is tried again');
      }
    });
    await Promise.all(checks);
    if (due.length < batchSize) return;
  }
}
