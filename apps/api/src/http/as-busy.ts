import { AccountsUnavailable } from '@minimart/accounts/mikro-orm';
import { whyDatabaseAway } from '@minimart/database';
import { isRefusal, Refusal } from '@minimart/problem';
import { retrySoonSeconds } from './retry-soon-seconds.ts';

// PostgreSQL, Appendix A: it ended this transaction in favour of another.
const deadlock = '40P01';
const serializationFailure = '40001';
// It took longer than it may: `statement_timeout`, and `lock_timeout`.
const queryCanceled = '57014';
const lockNotAvailable = '55P03';
// As Node.js names a disk, or a share of it, that is full.
const fullDisk = new Set(['ENOSPC', 'EDQUOT']);

/**
 * A call that cannot be carried out now, as the refusal that says so, for the caller to repeat: `busy` where another call was in the way or it took too long,
 * `unavailable` where the database cannot be used, `disk_full` where there is no room for a file. Any other error as it is.
 */
export function asBusy(error: unknown): unknown {
  if (isRefusal(error)) return error;
  const { code } = (error ?? {}) as { code?: unknown };
  if (code === queryCanceled)
    return new Refusal({ code: 'busy', detail: 'This call took longer than it may. Send this one again.' });
  if (code === deadlock || code === serializationFailure || code === lockNotAvailable)
    return new Refusal({
      code: 'busy',
      detail: 'Another call was in the way at the same moment. Send this one again.',
    });
  if (typeof code === 'string' && fullDisk.has(code)) {
    const detail = 'There is no room left to keep this. The operator has to make some; send it again later.';
    return new Refusal({ code: 'disk_full', detail });
  }
  const why = error instanceof AccountsUnavailable ? 'away' : whyDatabaseAway(error);
  return why === undefined ? error : unavailable(why);
}

function unavailable(why: 'full' | 'away'): Refusal {
  const detail =
    why === 'full'
      ? 'The database has no room left, so nothing can be changed until the operator has made some. Send this call again later.'
      : 'A part that this call needs, such as the database, does not answer. Send this call again in a moment.';
  return new Refusal({ code: 'unavailable', detail, extra: { retryAfterSeconds: retrySoonSeconds() } });
}
