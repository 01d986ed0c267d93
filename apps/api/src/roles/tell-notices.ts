import { repeat, type Repeated } from '@minimart/repeat';
import { takeNotices } from '@minimart/webhooks/mikro-orm';
import type { Services } from '../compose.ts';
import { mailNotice } from '../features/mails/mail-notice.ts';

const everyMs = 15_000;
const batchSize = 50;

/** Writes the mails for notices of servers that fail, each once, until stopped; a failure is logged, and what is left waits for the next time. */
export function tellNotices(services: Services): Repeated {
  const { logger, inTransaction } = services;
  const tell = () =>
    inTransaction(async (em) => {
      for (const notice of await takeNotices(em, batchSize)) await mailNotice(services, em, notice);
    });
  return repeat(tell, {
    everyMs,
    onError: (error) =>
      logger.warn({ err: error }, 'developers could not be told of servers that fail; they are told later'),
  });
}
