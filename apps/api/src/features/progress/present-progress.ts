import { createHash } from 'node:crypto';
import { isSettled, type InstallationProgress } from '@minimart/installs';
import type { Outbox } from '@minimart/webhooks';
import { triesOf } from '../installations/tries-of.ts';
import type { Progress } from './progress-schema.ts';

/** Puts into words where an installation stands; reads the tries of its delivery from the log. */
export async function presentProgress(outbox: Pick<Outbox, 'delivery'>, seen: InstallationProgress): Promise<Progress> {
  const { id, status, message, version, isChangingInputs, delivery, erasedAt, receipts, dataErasure } = seen;
  const logged = delivery === null ? undefined : await outbox.delivery(delivery.id);
  return {
    installationId: id,
    revision: revisionOf(seen),
    status,
    isSettled: isSettled(seen),
    message,
    version,
    isChangingInputs,
    delivery: delivery && { ...delivery, nextAttemptAt: delivery.nextAttemptAt?.toISOString() ?? null },
    tries: triesOf(logged),
    erasedAt: erasedAt?.toISOString() ?? null,
    receipts,
    dataErasure: dataErasure && {
      status: dataErasure.status,
      attempts: dataErasure.attempts,
      nextAttemptAt: dataErasure.nextAttemptAt?.toISOString() ?? null,
    },
  };
}

/** A hash of all that was read, so that processes that never spoke with each other give the same state the same name. */
function revisionOf(seen: InstallationProgress): string {
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64url').slice(0, 22);
}
