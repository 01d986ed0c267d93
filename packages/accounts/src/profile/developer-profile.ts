import type { ProofMethod } from '../domain/domain-proof.ts';
import type { DomainState } from '../domain/domain-state.ts';

/** What a developer says of themselves in the store; null for nothing. Without a display name they are called as their account is. */
export interface ProfileWords {
  displayName: string | null;
  website: string | null;
  supportEmail: string | null;
}

/** A profile as it is kept. `etag` is a strong entity tag (RFC 9110), quotes included. */
export interface DeveloperProfile extends ProfileWords {
  /** The name of the account. */
  accountName: string;
  etag: string;
  /** Null while no domain is set. */
  domain: DeveloperDomain | null;
  /** Guards the domain as `etag` guards the words: it changes with domain, method and token, and not with checks. */
  domainEtag: string;
}

/** A domain that a developer says is theirs, and how that stands. */
export interface DeveloperDomain extends DomainState {
  domain: string;
  method: ProofMethod;
  /** Long-lived, and no secret: it stands in public DNS, or in a public file. */
  token: string;
}

/** What the store shows of a developer; `domain` only where it is verified. */
export interface PublicDeveloper {
  name: string;
  domain: string | null;
  website: string | null;
  supportEmail: string | null;
}

/** A claim to be checked, as it was when it was read; `claim` tells whether it is the same when the check is over. */
export interface ClaimToCheck {
  userId: string;
  claim: string;
  domain: string;
  method: ProofMethod;
  token: string;
}

/** A change that a check made, as far as somebody is to hear of it. */
export type DomainMove = 'verified' | 'failing' | 'recovered' | 'lost';

/** What became of a finding. `stale`: the claim is another one by now, or a later check has been written; nothing was. */
export type SettledCheck =
  { isStale: true; move: null } | { isStale: false; move: DomainMove | null; domain: DeveloperDomain };
