/** How often one person, or one network that nobody is signed in from, may do what others read, on one day (UTC). */
export const dailyLimits = { review: 20, reply: 200, report: 10 } as const;

/** What is counted. */
export type CountedAct = keyof typeof dailyLimits;

/** The day of a moment (UTC), `2026-11-27`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** Whole seconds until the day of a moment is over (UTC), one at least. */
export function secondsLeft(moment: Date): number {
  const dayMs = 24 * 3_600_000;
  return Math.max(1, Math.ceil((dayMs - (moment.getTime() % dayMs)) / 1_000));
}
