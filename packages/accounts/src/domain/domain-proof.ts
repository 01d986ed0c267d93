/** How a developer proves that a domain is theirs. */
export const proofMethods = ['dns', 'file'] as const;

/** One of `proofMethods`. */
export type ProofMethod = (typeof proofMethods)[number];

/** What is proven: a domain, with the text that only its developer was given. */
export interface DomainClaim {
  domain: string;
  method: ProofMethod;
  token: string;
}

/** Where the proof belongs: the name of a TXT record, or the address of a file; and the text that has to stand there. */
export interface ProofPlace {
  recordName: string;
  fileUrl: string;
  text: string;
}

/** Where the proof of a claim is looked for, in either way. */
export function proofPlaceOf({ domain, token }: Pick<DomainClaim, 'domain' | 'token'>): ProofPlace {
  return {
    recordName: `_minimart-verification.${domain}`,
    fileUrl: `https://${domain}/.well-known/minimart-verification.txt`,
    text: `minimart-verification=${token}`,
  };
}
