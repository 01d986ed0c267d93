import { writeMail, type MailAddress, type MailWords } from '@minimart/mail';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Mailbox } from '@minimart/mail/mikro-orm';
import type { Config } from '../../config.ts';

/** A person as the accounts know them. */
export interface Recipient {
  name: string;
  email: string;
}

/** What a mail says to each of its recipients; the greeting and the footer are written here. */
export interface Words extends Omit<MailWords, 'greeting' | 'footer' | 'action'> {
  action: { label: string; path: string };
  /** Why they get it: "because you own Tea House". */
  because: string;
  /** What it is about; the same is told to nobody twice. */
  dedupeKey: string;
}

/** Where mails are written, and what the pages are below that they lead to. */
export interface Mailing {
  mailboxOf(em: EntityManager): Mailbox;
  config: Pick<Config, 'baseUrl'>;
}

/** Writes one mail to each person, in the transaction of `em`. */
export async function mailPeople(
  { mailboxOf, config }: Mailing,
  em: EntityManager,
  { to, words }: { to: readonly Recipient[]; words: Words },
): Promise<void> {
  const { because, dedupeKey, action, ...said } = words;
  const mails = to.map(({ name, email }) => {
    const recipient: MailAddress = { name, address: email };
    const mail = writeMail({
      ...said,
      greeting: `Hello ${name},`,
      action: { label: action.label, url: config.baseUrl + action.path },
      footer: `You get this mail from Minimart ${because}.`,
    });
    return { ...mail, to: recipient, dedupeKey };
  });
  await mailboxOf(em).enqueue(mails);
}
