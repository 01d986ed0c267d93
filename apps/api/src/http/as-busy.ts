import { Refusal } from '@minimart/problem';

// PostgreSQL, Appendix A: it ended this transaction in favour of another.
const deadlock = '40P01';
const serializationFailure = '40001';

/** A call that PostgreSQL ended in favour of another, as the refusal `busy`, for the caller to repeat; any other error as it is. */
export function asBusy(error: unknown): unknown {
  const { code } = (error ?? {}) as { code?: unknown };
  if (code !== deadlock && code !== serializationFailure) return error;
  return new Refusal({ code: 'busy', detail: 'Another call was in the way at the same moment. Send this one again.' });
}
