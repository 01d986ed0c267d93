import type { Sealer } from '@minimart/sealing';
import type { MailContent } from '../mail.ts';

/** What a mail says, sealed for the row with that id. */
export function sealContent(sealer: Sealer, id: string, { subject, text, html }: MailContent): Buffer {
  return sealer.seal(JSON.stringify({ subject, text, html }), contextOf(id));
}

/** What the mail of a row says; undefined once it is erased. Throws when it does not open. */
export function openContent(
  sealer: Sealer,
  { id, sealed, subject, text, html }: StoredContent,
): MailContent | undefined {
  if (sealed !== null) return JSON.parse(sealer.open(sealed, contextOf(id)).toString()) as MailContent;
  // As a former release wrote them.
  return subject === null || text === null || html === null ? undefined : { subject, text, html };
}

/** The columns that say it. */
export interface StoredContent {
  id: string;
  sealed: Buffer | null;
  subject: string | null;
  text: string | null;
  html: string | null;
}

const contextOf = (id: string) => `mail/${id}`;
