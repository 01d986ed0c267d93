import { domainToUnicode } from 'node:url';
import {
  graceEndsAt,
  proofPlaceOf,
  statusOf,
  toDeveloperName,
  type DeveloperDomain,
  type DeveloperProfile,
} from '@minimart/accounts';
import type { z } from 'zod';
import type { domainSchema, profileSchema } from './profile-schemas.ts';

/** A profile as its developer reads it, with its entity tag as a header. */
export function presentProfile(profile: DeveloperProfile) {
  const { displayName, accountName, website, supportEmail, etag, domain, domainEtag } = profile;
  const body: z.input<typeof profileSchema> = {
    displayName,
    accountName,
    website,
    supportEmail,
    etag,
    shownAs: toDeveloperName(displayName ?? accountName),
    domain: presentDomain(domain, domainEtag),
  };
  return { body, headers: { etag } };
}

const notSet = {
  status: 'not_set' as const,
  domain: null,
  unicode: null,
  method: null,
  proof: null,
  verifiedAt: null,
  failingSince: null,
  verifiedUntil: null,
  lostAt: null,
  checkedAt: null,
  nextCheckAt: null,
  finding: null,
};

function presentDomain(known: DeveloperDomain | null, etag: string): z.input<typeof domainSchema> {
  if (known === null) return { ...notSet, etag };
  const { domain, method, finding } = known;
  const unicode = domainToUnicode(domain);
  return {
    status: statusOf(known),
    domain,
    unicode: unicode === domain ? null : unicode,
    method,
    proof: proofPlaceOf(known),
    verifiedAt: momentOf(known.verifiedAt),
    failingSince: momentOf(known.failingSince),
    verifiedUntil: momentOf(graceEndsAt(known)),
    lostAt: momentOf(known.lostAt),
    checkedAt: momentOf(known.checkedAt),
    nextCheckAt: momentOf(known.nextCheckAt),
    finding: finding === null || finding.isFound ? null : finding,
    etag,
  };
}

const momentOf = (at: Date | null) => at?.toISOString() ?? null;
