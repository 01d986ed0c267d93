import type { Finding } from './finding.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** For how long a domain stays verified once its proof is not found any more. */
export const graceMs = 7 * dayMs;
/** How often the proof of a verified domain is looked for. */
export const recheckMs = dayMs;
/** How often, and for how long, a proof is looked for that is not there yet, or not any more. */
const retryMs = 6 * hourMs;
const patienceMs = 14 * dayMs;

/**
 * How a domain stands. `waiting`: never proven. `verified`: its proof was found. `failing`: still verified, but its proof was not found the last time. `lost`: not
 * verified any more.
 */
export const domainStatuses = ['waiting', 'verified', 'failing', 'lost'] as const;

/** One of `domainStatuses`. */
export type DomainStatus = (typeof domainStatuses)[number];

/** What is known of a claim. */
export interface DomainState {
  setAt: Date;
  verifiedAt: Date | null;
  /** Since when the proof of a verified domain is not found. */
  failingSince: Date | null;
  lostAt: Date | null;
  /** When the last check began that counts. */
  checkedAt: Date | null;
  finding: Finding | null;
  /** When it is looked for next by itself; null for not again. */
  nextCheckAt: Date | null;
}

/** A claim that was just made: it is looked for soon, by itself as well. */
export function beginClaim(now: Date): DomainState {
  const nextCheckAt = new Date(now.getTime() + retryMs);
  return {
    setAt: now,
    verifiedAt: null,
    failingSince: null,
    lostAt: null,
    checkedAt: null,
    finding: null,
    nextCheckAt,
  };
}

/** How it stands. */
export function statusOf({ verifiedAt, failingSince, lostAt }: DomainState): DomainStatus {
  if (verifiedAt !== null) return failingSince === null ? 'verified' : 'failing';
  return lostAt === null ? 'waiting' : 'lost';
}

/** Until when a domain whose proof is not found stays verified; null where that is not so. */
export function graceEndsAt({ verifiedAt, failingSince }: DomainState): Date | null {
  return verifiedAt === null || failingSince === null ? null : new Date(failingSince.getTime() + graceMs);
}

/** What a look that began at `at` changes. */
export function afterCheck(state: DomainState, finding: Finding, at: Date): DomainState {
  const checked = { ...state, checkedAt: at, finding };
  if (finding.isFound) {
    const verifiedAt = state.verifiedAt ?? at;
    return { ...checked, verifiedAt, failingSince: null, lostAt: null, nextCheckAt: plus(at, recheckMs) };
  }
  if (state.verifiedAt === null) return { ...checked, nextCheckAt: nextTry(state.lostAt ?? state.setAt, at) };
  const failingSince = state.failingSince ?? at;
  const isOver = at.getTime() - failingSince.getTime() >= graceMs;
  if (!isOver) return { ...checked, failingSince, nextCheckAt: plus(at, retryMs) };
  return { ...checked, verifiedAt: null, failingSince: null, lostAt: at, nextCheckAt: plus(at, retryMs) };
}

function nextTry(since: Date, at: Date): Date | null {
  return at.getTime() - since.getTime() < patienceMs ? plus(at, retryMs) : null;
}

function plus(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}
