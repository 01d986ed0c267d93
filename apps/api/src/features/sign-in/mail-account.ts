import { randomUUID } from 'node:crypto';
import type { AccountMail, SignInChange } from '@minimart/accounts';
import type { RateLimiter } from '@minimart/keys';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Config } from '../../config.ts';
import { mailPeople, type Mailing, type Recipient, type Words } from '../mails/mail-people.ts';
import { takeMailTo } from './limit-by-recipient.ts';

/** What it takes to write to people of their accounts. */
export interface AccountMailing extends Mailing {
  clock: { now(): Date };
  config: Pick<Config, 'baseUrl' | 'signInLimit'>;
  signInLimiter: RateLimiter;
}

/**
 * Writes what somebody is told of their account: links by which they show that an address is theirs or choose a password, and what was changed. Calls that ask for a mail are
 * counted where they are served. One that nobody asked for is counted here, and left out once the address has had enough: whoever signed up with another's address, and
 * so knows the password, could fill their inbox by signing in.
 */
export async function mailAccount(services: AccountMailing, em: EntityManager, mail: AccountMail): Promise<void> {
  const { config, signInLimiter } = services;
  if (mail.kind === 'verify_address' && mail.isUnasked && config.signInLimit !== undefined) {
    const { allowed } = await takeMailTo(mail.to.email, signInLimiter);
    if (!allowed) return;
  }
  const to: Recipient = mail.kind === 'no_account' ? { name: mail.email, email: mail.email } : mail.to;
  const today = services.clock.now().toISOString().slice(0, 10);
  const words: Omit<Words, 'because'> = { dedupeKey: `${mail.kind} ${randomUUID()}`, ...wordsOf(mail, today) };
  const because = mail.kind === 'changed' ? 'because you have an account' : 'because this address was entered there';
  await mailPeople(services, em, { to: [to], words: { ...words, because } });
}

const notYou = 'If that was not you, there is nothing to do: without the link nothing happens.';

function wordsOf(mail: AccountMail, today: string): Omit<Words, 'because' | 'dedupeKey'> & { dedupeKey?: string } {
  if (mail.kind === 'verify_address')
    return {
      subject: 'Confirm your e-mail address',
      paragraphs: ['Confirm that this address is yours, and you can sign in. The link is good for a day.'],
      after: [notYou],
      action: { label: 'Confirm the address', path: `/verify-email?token=${encodeURIComponent(mail.token)}` },
    };
  if (mail.kind === 'reset_password')
    return {
      subject: 'Choose another password',
      paragraphs: ['Choose another password for your account. The link is good for an hour, and once.'],
      after: ['With the new password you are signed out everywhere.', notYou],
      action: { label: 'Choose a password', path: `/reset-password?token=${encodeURIComponent(mail.token)}` },
    };
  if (mail.kind === 'changed') return changeWords[mail.change];
  if (mail.kind === 'already_signed_up')
    return {
      // Somebody could write to a person by signing up in their name again and again.
      dedupeKey: `already_signed_up ${today}`,
      subject: 'You have an account already',
      paragraphs: [
        'Somebody signed up with your address, and you have an account with it. Nothing about it was changed.',
        'Was it you? Then sign in, or choose another password if you do not know yours.',
      ],
      action: { label: 'Sign in', path: '/sign-in' },
    };
  return {
    dedupeKey: `no_account ${today}`,
    subject: 'There is no account with your address',
    paragraphs: [
      'Somebody asked for another password for your address. No account has it.',
      'Was it you? Then you may have signed up with another address.',
    ],
    action: { label: 'Open the store', path: '/sign-in' },
  };
}

const reset = 'If that was not you, choose another password at once and end all sessions.';
const changed = (subject: string, what: string, path: string): Omit<Words, 'because' | 'dedupeKey'> => {
  return { subject, paragraphs: [what], after: [reset], action: { label: 'Look at your account', path } };
};

const changeWords: Record<SignInChange, Omit<Words, 'because' | 'dedupeKey'>> = {
  password_changed: changed(
    'Your password was changed',
    'Your password was changed just now, and all other sessions were ended.',
    '/account/sessions',
  ),
  two_factor_on: changed(
    'Signing in takes a second step now',
    'From now on, signing in with your password asks for a code of your authenticator app, too.',
    '/account/two-factor',
  ),
  two_factor_off: changed(
    'Signing in takes no second step any more',
    'The second step was turned off just now. Your password alone signs you in.',
    '/account/two-factor',
  ),
  backup_codes_made: changed(
    'You have new backup codes',
    'New backup codes for your second step were made just now. The former ones work no more.',
    '/account/two-factor',
  ),
  passkey_added: changed(
    'A passkey was added',
    'A passkey was added to your account just now. Whoever has it can sign in as you.',
    '/account/passkeys',
  ),
  passkey_removed: changed(
    'A passkey was removed',
    'A passkey was removed from your account just now. It signs nobody in any more.',
    '/account/passkeys',
  ),
};
