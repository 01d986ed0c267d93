import { Refusal } from '@minimart/problem';

// PostgreSQL, Appendix A: it ended this transaction in favour of another.
const deadlock = '40P01';
const serializationFailure = '40001';
// It took longer than it may: `statement_timeout`.
const queryCanceled = '57014';

/** A call that PostgreSQL ended in favour of another or since it took too long, as the refusal `busy`, for the caller to repeat; any other error as it is. */
export function asBusy(error: unknown): unknown {
  const { code } = (error ?? {}) as { code?: unknown };
  if (code === queryCanceled)
    return new Refusal({ code: 'busy', detail: 'This call took longer than it may. Send this one again.' });
  if (code !== deadlock && code !== serializationFailure) return error;
  return new Refusal({ code: 'busy', detail: 'Another call was in the way at the same moment. Send this one again.' });
}
