/** When an endpoint that fails is spared, and when it is given up. */
export const endpointRules = {
  /** Failures in a row after which nothing but one attempt at a time is made, to find out whether the server is back. */
  probeAfter: 10,
  /** The pause before the first such attempt; it doubles with each one that fails. */
  firstPauseMs: 30_000,
  longestPauseMs: 10 * 60_000,
  /** Days without a success after which its developer is told, and after which it is switched off. */
  warnAfterDays: 3,
  disableAfterDays: 5,
} as const;

/** What an endpoint may bear; null is the dispatcher's own limit. */
export interface EndpointLimits {
  /** Attempts under way at once, 1 to 100. */
  maxInFlight: number | null;
  /** Attempts begun in a second, 0.01 to 1,000. */
  perSecond: number | null;
}

/**
 * `healthy`; `failing`: the last attempt failed; `resting`: nothing is sent until `restingUntil`; `paused`: by somebody; `disabled`: it failed for
 * days; `gone`: it said 410.
 */
export const endpointStates = ['healthy', 'failing', 'resting', 'paused', 'disabled', 'gone'] as const;

/** One of `endpointStates`. */
export type EndpointState = (typeof endpointStates)[number];

/** A word to the developer that an endpoint fails: before it is switched off, and at it. */
export interface EndpointNotice {
  id: string;
  kind: 'disabling_soon' | 'disabled';
  createdAt: Date;
  failingSince: Date | null;
}

/** How an endpoint stands. */
export interface EndpointView {
  id: string;
  state: EndpointState;
  limits: EndpointLimits;
  /** Failures in a row. */
  failures: number;
  failingSince: Date | null;
  restingUntil: Date | null;
  /** Why it rests: its server asked for it (429, 503), or it failed too often. */
  restingFor: 'receiver' | 'failures' | null;
  pausedAt: Date | null;
  pausedBy: string | null;
  disabledAt: Date | null;
  /** Deliveries that wait, and when the one that has waited longest was due. */
  waiting: number;
  inFlight: number;
  oldestDueAt: Date | null;
  notices: EndpointNotice[];
  /** Those that sign now, newest first; `publicKey` is what a server verifies `v1a` signatures with. */
  signingSecrets: {
    id: string;
    scheme: 'v1' | 'v1a';
    publicKey: string | null;
    createdAt: Date;
    expiresAt: Date | null;
  }[];
}
