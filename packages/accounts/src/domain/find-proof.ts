import { proofPlaceOf, type DomainClaim } from './domain-proof.ts';
import type { Finding } from './finding.ts';
import { readFileProof, type FetchFile } from './read-file-proof.ts';
import { readTxtProof, type ResolveTxt } from './read-txt-proof.ts';

/** How the network is asked. */
export interface ProofPorts {
  resolveTxt: ResolveTxt;
  fetchFile: FetchFile;
}

/** Looks for the proof of a claim in the place that its method names. Never rejects for what a domain answers. */
export function findProof(ports: ProofPorts, claim: DomainClaim): Promise<Finding> {
  const place = proofPlaceOf(claim);
  return claim.method === 'dns' ? readTxtProof(ports.resolveTxt, place) : readFileProof(ports.fetchFile, place);
}
