import { createTransport } from 'nodemailer';
import { atOnce, type MailSender, type SendResult } from './mail-sender.ts';
import { parseMailFrom } from './parse-mail-from.ts';

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 10_000 };

// Whatever a server does, an attempt has ended before its lease does.
const longestMs = 45_000;
const mostWords = 300;

/** Where to send by, `smtp://` or `smtps://` with user and password where needed, and from whom. */
export interface SmtpOptions {
  url: string;
  from: string;
  /** When an attempt is given up, in milliseconds; 45 s without it. */
  deadlineMs?: number;
}

/**
 * Sends by SMTP. A mail has the same `Message-ID` at each attempt, so that one which arrives twice can be told. Addresses are handed over as
 * they are, never as text to be parsed, and nothing is read from files or addresses.
 */
export function createSmtpSender({ url, from, deadlineMs = longestMs }: SmtpOptions): MailSender {
  const sender = parseMailFrom(from);
  if (sender === undefined) throw new Error('The sender of mails is no address.');
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: atOnce,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...patience,
  });
  const domain = sender.address.slice(sender.address.lastIndexOf('@') + 1);
  return {
    async send({ id, to, subject, text, html }) {
      const mail = {
        from: sender,
        to,
        subject,
        text,
        html,
        messageId: `<${id}@${domain}>`,
        // RFC 3834: no answer by a machine is wanted.
        headers: { 'Auto-Submitted': 'auto-generated' },
      };
      try {
        // Cut off, it is neither waiting in the pool nor under way: its next attempt is the only one.
        await transport.sendMail({ ...mail, signal: AbortSignal.timeout(deadlineMs) });
        return { ok: true };
      } catch (thrown) {
        return toResult(thrown, to.address);
      }
    },
    close: () => transport.close(),
  };
}

// A server that turns down the recipient or the content for good (5xx) does so at any other time; everything else may be our set-up or a bad hour.
function toResult(thrown: unknown, recipient: string): SendResult {
  const { message, responseCode, command } = thrown as Error & { responseCode?: number; command?: string };
  const isAboutMail = command === 'RCPT TO' || command === 'DATA';
  const isFinal = isAboutMail && responseCode !== undefined && responseCode >= 500;
  // What went wrong is logged, and whom a mail is to is not; servers like to repeat it.
  const words = String(message).replaceAll(/\s+/g, ' ').replaceAll(recipient, '(recipient)');
  return { ok: false, isFinal, error: words.slice(0, mostWords) };
}
