import type { ProofPlace } from './domain-proof.ts';
import type { Finding, ProofFailure } from './finding.ts';

/** What came of asking for a file: an answer whose body is null where it is compressed, or a sentence that says why there is none. */
export type FileAnswer =
  { ok: true; statusCode: number; body: string | null; truncated: boolean } | { ok: false; error: string };

/** Asks for a file once: within a deadline, at public addresses alone, no redirect followed, the first 64 KiB of it. Never rejects. */
export type FetchFile = (url: string) => Promise<FileAnswer>;

/** Looks for the proof on a line of the file at its address. */
export async function readFileProof(fetchFile: FetchFile, { fileUrl, text }: ProofPlace): Promise<Finding> {
  const answer = await fetchFile(fileUrl);
  if (!answer.ok) {
    return not('unreachable', `${fileUrl} could not be read. ${answer.error}`, 'See that it opens, and check again.');
  }
  const { statusCode, body, truncated } = answer;
  if (statusCode >= 300 && statusCode < 400) {
    const remedy = 'Serve the file at this very address, or choose the DNS record.';
    return not('other', `${fileUrl} leads on to another address (${statusCode}), which is not followed.`, remedy);
  }
  if (statusCode === 404 || statusCode === 410)
    return not('absent', `There is no file at ${fileUrl} (${statusCode}).`, `Put one there with the line ${text}.`);
  if (statusCode !== 200)
    return not('unreachable', `${fileUrl} answers with ${statusCode}.`, 'Let it answer with 200 and the file.');
  if (body === null) return not('other', `The file at ${fileUrl} is compressed.`, 'Serve it as it is.');
  if (truncated)
    return not('other', `The file at ${fileUrl} is longer than 64 KiB.`, `Let it have the line ${text} alone.`);
  // A byte order mark is no part of the text.
  const lines = body.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  if (lines.some((line) => line.trim() === text)) return { isFound: true };
  return not('other', `The file at ${fileUrl} does not have the line.`, `Let a line of it be ${text}.`);
}

function not(reason: ProofFailure, found: string, remedy: string): Finding {
  return { isFound: false, reason, found, remedy };
}
