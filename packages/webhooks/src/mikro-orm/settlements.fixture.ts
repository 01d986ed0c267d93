import type { AttemptRecord, ClaimedDelivery, Settlement } from '../index.ts';

/** What a dispatcher would record of a claimed delivery: delivered with 200, or as `changes` say. */
export function settlementOf(
  claimed: ClaimedDelivery,
  { record, ...changes }: Partial<Omit<Settlement, 'record'>> & { record?: Partial<AttemptRecord> | null } = {},
): Settlement {
  const { id, endpointId, fence, attempt, createdOn } = claimed;
  const unsaid = { retryInMs: null, pauseMs: null, message: null, error: null };
  const usual: AttemptRecord = {
    startedAt: new Date('2026-01-01T00:00:00Z'),
    durationMs: 12,
    outcome: 'delivered',
    failure: null,
    statusCode: 200,
    responseHeaders: { a: '?' },
    responseBody: 'fine',
    responseTruncated: false,
    error: null,
  };
  const whole = record === null ? null : { ...usual, ...record };
  return { id, endpointId, fence, attempt, createdOn, status: 'delivered', ...unsaid, ...changes, record: whole };
}

/** An attempt that failed with this status and is tried again in `retryInMs`. */
export function failureOf(
  claimed: ClaimedDelivery,
  { statusCode = 500, retryInMs = 1000, pauseMs = null as number | null } = {},
) {
  const record = { outcome: 'failed', statusCode, error: `The server answered ${statusCode}.` } as const;
  return settlementOf(claimed, { status: 'pending', retryInMs, pauseMs, record });
}

/** The one item of a list; throws when there are none or more. */
export function only<T>(items: readonly T[]): T {
  const [first, ...rest] = items;
  if (first === undefined || rest.length > 0) throw new Error(`Expected one, got ${items.length}.`);
  return first;
}
