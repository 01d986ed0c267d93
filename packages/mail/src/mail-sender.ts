import type { ClaimedMail } from './mail.ts';

/** What a server said to a mail. `isFinal`: it will say the same to this mail at any other time. */
export type SendResult = { ok: true } | { ok: false; isFinal: boolean; error: string };

/** How many mails a sender has under way at once; more wait for their turn, within their deadline. */
export const atOnce = 5;

/** Sends mails. It never throws for what a server says or fails to say. */
export interface MailSender {
  send(mail: Pick<ClaimedMail, 'id' | 'to' | 'subject' | 'text' | 'html'>): Promise<SendResult>;
  close(): void;
}
