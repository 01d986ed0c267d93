import type { ClaimedMail } from './mail.ts';

/** What became of an attempt: `wait` says after how many milliseconds to try again. */
export type MailResult =
  { kind: 'sent' } | { kind: 'wait'; waitMs: number; error: string } | { kind: 'failed'; error: string };

/** Gives out mails that are due, and takes down what became of them. */
export interface MailStore {
  /** Up to `limit` mails, the longest due first; nobody else gets them while the lease lasts. */
  claim(wanted: { limit: number; leaseMs: number }): Promise<ClaimedMail[]>;
  /** False when the lease has ended and another has claimed the mail since: then nothing is written. */
  settle(mail: Pick<ClaimedMail, 'id' | 'leaseToken'>, result: MailResult): Promise<boolean>;
}
