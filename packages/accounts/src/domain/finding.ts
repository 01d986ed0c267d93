/** Why a proof was not found. `absent`: there is nothing at its place; `other`: something else is; `unreachable`: nobody could look. */
export const proofFailures = ['absent', 'other', 'unreachable'] as const;

/** One of `proofFailures`. */
export type ProofFailure = (typeof proofFailures)[number];

/** What a look for a proof came to; where it was not found, `found` says what was, and `remedy` what to do. */
export type Finding = { isFound: true } | { isFound: false; reason: ProofFailure; found: string; remedy: string };
