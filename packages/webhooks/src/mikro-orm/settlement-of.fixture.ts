import type { ClaimedDelivery, Settlement } from '../index.ts';

/** The result of a claimed delivery: delivered where nothing else is said. */
export function settlementOf(claimed: ClaimedDelivery, changes: Partial<Settlement> = {}): Settlement {
  const { id, fence, attempt, createdOn, isOrdered } = claimed;
  const record = {
    startedAt: new Date('2026-01-01T00:00:00Z'),
    durationMs: 12,
    outcome: changes.status === 'pending' ? 'failed' : 'delivered',
    failure: null,
    statusCode: changes.status === 'pending' ? 500 : 200,
    responseHeaders: null,
    responseBody: null,
    responseTruncated: false,
    error: null,
  } as const;
  const unsaid = { retryInMs: null, pauseMs: null, message: null, error: null };
  return { id, fence, attempt, createdOn, isOrdered, status: 'delivered', ...unsaid, record, ...changes };
}
