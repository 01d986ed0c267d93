/** Why nobody was signed in by the platform. The sign-in page has words for each. */
export const platformFailures = [
  'cancelled',
  'unreachable',
  'expired',
  'untrusted',
  'misconfigured',
  'email_missing',
  'email_not_verified',
  'email_taken',
  'claim',
  'too_many',
  'ours',
] as const;

/** One of {@link platformFailures}. */
export type PlatformFailureReason = (typeof platformFailures)[number];

/** What a claim should have been, where it was wrong. */
export const claimFaults = ['missing', 'subject', 'list', 'id', 'name', 'role', 'twice'] as const;

/** A failed sign-in: `detail` is for those who run the store, and holds neither a token nor a secret. */
export interface PlatformFailure {
  ok: false;
  reason: PlatformFailureReason;
  detail: string;
  /** Where the reason is `claim`: the field, such as `minimart_workspaces[1].role`, and what is wrong with it. */
  field?: string;
  fault?: (typeof claimFaults)[number];
}
