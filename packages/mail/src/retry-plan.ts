const minute = 60_000;
const hour = 60 * minute;

/** How long to wait after each attempt that failed, in milliseconds; after the last, the mail is given up. About two days in all. */
export const mailRetryPlan: readonly number[] = [minute, 5 * minute, 15 * minute, hour, 4 * hour, 12 * hour, 24 * hour];

/** How long to wait after attempt number `attempt`, which failed; undefined when there is none to follow. */
export function waitAfter(attempt: number, plan = mailRetryPlan): number | undefined {
  return plan[attempt - 1];
}
