import { createSmtpSender, MailDispatcher } from '@minimart/mail';
import type { Services } from '../compose.ts';

/** Sends the mails that are due until stopped. Without a mail server there is nothing to do, which is said once, since nobody will be told of anything. */
export function sendMails({ config, logger, mailStore }: Pick<Services, 'config' | 'logger' | 'mailStore'>): {
  stop(): Promise<void>;
} {
  if (config.smtp === undefined) {
    if (!config.mailOutbox) logger.warn('no mail is sent: set MINIMART_SMTP_URL and MINIMART_MAIL_FROM');
    return { stop: async () => {} };
  }
  const dispatcher = new MailDispatcher({ store: mailStore, sender: createSmtpSender(config.smtp), logger });
  dispatcher.start();
  return dispatcher;
}
