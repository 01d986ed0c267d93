import { findProof, graceEndsAt, type ClaimToCheck, type Finding } from '@minimart/accounts';
import type { Services } from '../../compose.ts';
import type { Actor } from '../../http/actor.ts';
import { mailDomain } from '../mails/mail-domain.ts';
import { noteInStore } from './note-in-store.ts';

/** What a check works with. */
export type CheckServices = Pick<
  Services,
  | 'proofPorts'
  | 'clock'
  | 'inTransaction'
  | 'developersOf'
  | 'catalogOf'
  | 'accountsOf'
  | 'auditAccount'
  | 'mailboxOf'
  | 'config'
>;

/**
 * Looks for the proof of a claim, outside of any transaction, and writes what that came to in one: the state, the line in the log, what search knows, and
 * the mail to the developer. Writes nothing when the claim was changed meanwhile.
 */
export async function checkDomain(
  services: CheckServices,
  claim: ClaimToCheck,
  by: Actor | { kind: 'platform' },
): Promise<{ finding: Finding; isStale: boolean }> {
  const at = services.clock.now();
  const finding = await findProof(services.proofPorts, claim);
  return services.inTransaction(async (em) => {
    const settled = await services.developersOf(em).settleCheck(claim, finding, at);
    if (settled.move !== null) {
      const { userId: accountId, domain, method } = claim;
      const reason = finding.isFound ? {} : { found: finding.found };
      const detail = { domain, method, ...reason };
      await services.auditAccount(em, { accountId, by, action: `domain_${settled.move}`, detail });
      await noteInStore(services, em, accountId);
      if (settled.move === 'failing' || settled.move === 'lost') {
        const endsAt = graceEndsAt(settled.domain);
        await mailDomain(services, em, { claim, move: settled.move, finding, endsAt, at });
      }
    }
    return { finding, isStale: settled.isStale };
  });
}
