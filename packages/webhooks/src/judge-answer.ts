/** What a status code means for a delivery; `failed` is tried again on the schedule. */
export type Verdict = 'delivered' | 'refused' | 'gone' | 'failed';

const refusals = new Set([400, 401, 403, 409, 422]);

/** 2xx delivered; 400, 401, 403, 409, 422 refused at once; 410 gone; everything else, redirects included, failed. */
export function judgeAnswer(statusCode: number): Verdict {
  if (statusCode >= 200 && statusCode < 300) return 'delivered';
  if (statusCode === 410) return 'gone';
  return refusals.has(statusCode) ? 'refused' : 'failed';
}
