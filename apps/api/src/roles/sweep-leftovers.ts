import { forgetInvitations } from '@minimart/accounts/mikro-orm';
import { forgetExpired } from '@minimart/idempotency/mikro-orm';
import { forgetFullLimits } from '@minimart/keys/mikro-orm';
import { forgetMails } from '@minimart/mail/mikro-orm';
import { toDay } from '@minimart/numbers';
import { repeat, type Repeated } from '@minimart/repeat';
import { daysOfReporter } from '@minimart/reviews';
import { forgetCounts } from '@minimart/reviews/mikro-orm';
import { keepHouse } from '@minimart/webhooks/mikro-orm';
import type { Services } from '../compose.ts';
import { sweepUploads } from './sweep-uploads.ts';

const everyMs = 10 * 60 * 1000;
const batchSize = 1000;
const daysOfUse = 400;
const daysOfMail = 30;
const daysOfNotes = 400;
const daysOfInvitation = 30;
const dayMs = 24 * 3_600_000;

/**
 * Deletes what serves no more: idempotency keys after a day (in batches, so that no transaction is long), rate limits that are full again,
 * sessions that are over, counts of use after 400 days, mails after 30, the delivery log after its retention, uploads that no app uses after 7 days, what tells visitors
 * apart when their day is over, notes of those who uninstalled after 400 days, who made a report after 400, invitations 30 days after their end, and counts of what was
 * written on days
 * that are over. Now and every ten minutes until stopped; a failure is logged, and
 * what is left waits for the next time.
 */
export function sweepLeftovers({
  em,
  inTransaction,
  assetsOf,
  blobs,
  logger,
  keyPool,
  deliveryPool,
  usesOf,
  signInMethodsOf,
  numbersOf,
  reportsOf,
  clock,
  config,
}: Pick<
  Services,
  | 'em'
  | 'inTransaction'
  | 'assetsOf'
  | 'blobs'
  | 'logger'
  | 'keyPool'
  | 'deliveryPool'
  | 'usesOf'
  | 'signInMethodsOf'
  | 'numbersOf'
  | 'reportsOf'
  | 'clock'
  | 'config'
>): Repeated {
  const forgetKeys = async (signal: AbortSignal) => {
    let rows = 0;
    let deleted = batchSize;
    while (deleted === batchSize && !signal.aborted) {
      deleted = await forgetExpired(em(), batchSize);
      rows += deleted;
    }
    return rows;
  };
  const forgetDeliveries = async () => {
    const done = await keepHouse(deliveryPool, { retentionDays: config.deliveryLogDays });
    return done.deliveriesDeleted;
  };
  const before = (ms: number) => new Date(clock.now().getTime() - ms);
  const kinds: Record<string, (signal: AbortSignal) => Promise<number>> = {
    mails: () => forgetMails(em(), daysOfMail),
    deliveries: forgetDeliveries,
    uploads: () => sweepUploads({ em, inTransaction, assetsOf, blobs, clock }),
    'idempotency keys': forgetKeys,
    'sessions that are over': () => signInMethodsOf(em()).forgetSessions(),
    'rate limits': () => forgetFullLimits(keyPool),
    'counts of use': () => usesOf(em()).forgetUses(before(daysOfUse * dayMs)),
    // A little later than midnight, for what a process has yet to write down.
    visitors: () => numbersOf(em()).forgetVisitors(toDay(before(everyMs))),
    'names of those who reported': () => reportsOf(em()).forgetReporters(before(daysOfReporter * dayMs)),
    'counts of what was written': () => forgetCounts(em(), clock.now()),
    invitations: () => forgetInvitations(em(), before(daysOfInvitation * dayMs)),
    notes: () => numbersOf(em()).forgetNotes(before(daysOfNotes * dayMs)),
  };
  const sweep = async (signal: AbortSignal) => {
    for (const [kind, forget] of Object.entries(kinds)) {
      try {
        const rows = await forget(signal);
        if (rows > 0) logger.info({ rows }, `deleted ${kind} that serve no more`);
      } catch (error) {
        logger.warn({ err: error }, `could not delete ${kind} that serve no more`);
      }
    }
  };
  return repeat(sweep, { everyMs });
}
