import { repeat, type Repeated } from '@minimart/repeat';
import type { Services } from '../compose.ts';
import { checkVersion, type CheckServices } from '../features/version-reviews/check-version.ts';

const everyMs = 5_000;

type Parts = CheckServices & Pick<Services, 'logger'>;

/** Checks versions that wait for a review, every five seconds until stopped; a failure is logged, and that version is checked ten minutes later. */
export function checkVersions(services: Parts): Repeated {
  return repeat((signal) => checkDueVersions(services, signal), {
    everyMs,
    onError: (error) => services.logger.warn({ err: error }, 'versions could not be checked; they are looked at again'),
  });
}

/** Checks once all versions that are due; several dispatchers share them. */
export async function checkDueVersions(services: Parts, signal?: AbortSignal): Promise<void> {
  const { logger, inTransaction, versionReviewsOf } = services;
  for (;;) {
    if (signal?.aborted) return;
    // One at a time: whoever stops with some in hand would keep the others from them for ten minutes.
    const [ref] = await inTransaction((em) => versionReviewsOf(em).takeDue(1));
    if (ref === undefined) return;
    try {
      await checkVersion(services, ref);
    } catch (error) {
      logger.warn({ err: error, ...ref }, 'a version could not be checked; it is tried again');
    }
  }
}
