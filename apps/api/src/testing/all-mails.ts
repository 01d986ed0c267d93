import type { StoredMail } from '@minimart/mail';
import type { Services } from '../compose.ts';

/** Every mail that is kept, opened, to whomever it goes; earliest first. */
export async function allMails({ em, mailboxOf }: Pick<Services, 'em' | 'mailboxOf'>): Promise<StoredMail[]> {
  const addresses = await em().execute<{ to: string }[]>('select distinct to_address as "to" from mail.messages');
  const pages = await Promise.all(addresses.map(({ to }) => mailboxOf(em()).mailsTo(to, { limit: 1_000 })));
  return pages
    .flatMap(({ items }) => items.toReversed())
    .toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime());
}
