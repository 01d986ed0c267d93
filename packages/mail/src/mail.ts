/** Whom a mail goes to. */
export interface MailAddress {
  name: string;
  address: string;
}

/**
 * A mail to send: one recipient, text and HTML of the same words. What it says is sealed while it waits and erased once it was sent; it leaves the house
 * unsealed, so a secret in it must be good for a short time and once.
 */
export interface NewMail {
  to: MailAddress;
  subject: string;
  text: string;
  html: string;
  /** What the mail is about, said the same way each time: a second mail with it, to the same address, is not written. */
  dedupeKey?: string | undefined;
}

/**
 * Where a mail stands. `waiting`: to be sent, its words sealed. `queued`: likewise, in the clear, as a former release wrote it. `kept`: there is no server to
 * send it by, it is only to be read here.
 */
export type MailStatus = 'waiting' | 'queued' | 'sent' | 'failed' | 'kept';

/** What a mail says. */
export type MailContent = Pick<NewMail, 'subject' | 'text' | 'html'>;

/** A mail as stored. */
export interface StoredMail extends Omit<NewMail, 'dedupeKey'> {
  id: string;
  status: MailStatus;
  createdAt: Date;
}

/** A mail that this dispatcher may send until its lease ends; `attempt` counts from 1, and `leaseToken` tells that the lease is still its own. */
export interface ClaimedMail extends Pick<StoredMail, 'id' | 'to' | 'subject' | 'text' | 'html'> {
  attempt: number;
  leaseToken: string;
}
