import type { ProofPlace } from './domain-proof.ts';
import type { Finding } from './finding.ts';

/** What came of asking for TXT records: their texts, none where there are none, or a sentence that says why nobody could ask. */
export type TxtAnswer = { ok: true; texts: readonly string[] } | { ok: false; error: string };

/** Asks for the TXT records of a name, within a deadline. Never rejects. */
export type ResolveTxt = (name: string) => Promise<TxtAnswer>;

/** Looks for the proof among the TXT records of its name. */
export async function readTxtProof(resolveTxt: ResolveTxt, { recordName, text }: ProofPlace): Promise<Finding> {
  const answer = await resolveTxt(recordName);
  if (!answer.ok) {
    const remedy = 'See that the name servers of the domain answer, and check again.';
    return { isFound: false, reason: 'unreachable', found: answer.error, remedy };
  }
  if (answer.texts.some((each) => each.trim() === text)) return { isFound: true };
  if (answer.texts.length === 0) {
    const found = `There is no TXT record at ${recordName}.`;
    const remedy = `Add one with the value ${text}, at that very name. A record that was just added may take an hour to be seen.`;
    return { isFound: false, reason: 'absent', found, remedy };
  }
  const found =
    answer.texts.length === 1
      ? `The TXT record at ${recordName} has another value.`
      : `None of the ${answer.texts.length} TXT records at ${recordName} has the value.`;
  const remedy = `Let one have the value ${text}, without anything before or after it. A former value may be seen for an hour.`;
  return { isFound: false, reason: 'other', found, remedy };
}
