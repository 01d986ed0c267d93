/** What a process looks at to tell whether it keeps up. */
export interface Load {
  /** How late the event loop came to its work, on average since the former look. */
  loopDelayMs: number;
  /** How long somebody has been waiting for a connection to the database without a break; 0 while nobody waits. */
  queueMs: number;
}

/** How much is turned away, from 0 (nothing) to `mostShed`, and since how many looks in a row the load has been too high. */
export interface Shedding {
  share: number;
  tooHigh: number;
}

/** What the rule goes by. */
export interface ShedRule {
  /** Beyond either of these the load is too high. */
  loopDelayMs: number;
  queueMs: number;
}

export const calm: Shedding = { share: 0, tooHigh: 0 };
/** One call in twenty is always let in: by those it is seen whether there is room again. */
export const mostShed = 0.95;

/**
 * The rule: a load that is too high twice in a row has a quarter more of the calls turned away at each look, up to 19 of 20; at each look at which it is not,
 * a tenth fewer. One look that is too high (a collection of garbage, a long list) changes nothing.
 */
export function judgeLoad(before: Shedding, load: Load, rule: ShedRule): Shedding {
  const isTooHigh = load.loopDelayMs > rule.loopDelayMs || load.queueMs > rule.queueMs;
  if (!isTooHigh) return { share: Math.max(0, before.share - 0.1), tooHigh: 0 };
  const tooHigh = before.tooHigh + 1;
  return { share: tooHigh < 2 ? before.share : Math.min(mostShed, before.share + 0.25), tooHigh };
}

/**
 * The part of the calls of one kind that is turned away: those that nobody has signed, by a cookie, a token or a key, go first, and the others only when that
 * was not enough. So a flood of visits holds up neither owners nor apps.
 */
export function shareOf(share: number, isSigned: boolean): number {
  const half = mostShed / 2;
  return isSigned ? Math.max(0, share - half) * 2 * mostShed : Math.min(1, share / half) * mostShed;
}
