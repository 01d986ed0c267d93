import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived. */
export interface ReceivedMail {
  from: string;
  to: string[];
  /** Header and body as sent. */
  raw: string;
  /** The value of a header, folded lines joined; undefined when there is none. */
  header(name: string): string | undefined;
}

/** What to refuse at a stage of the exchange; nothing where it answers undefined. */
export type MailRefusal = (at: 'from' | 'to' | 'data', address: string) => { code: number; words: string } | undefined;

/** A real SMTP server on 127.0.0.1 that remembers what it took. */
export interface MailServer extends AsyncDisposable {
  url: string;
  port: number;
  mails: ReceivedMail[];
  /** Resolves when `count` mails have been taken; rejects after `timeoutMs` (30 s) telling how many were. */
  waitFor(count: number, timeoutMs?: number): Promise<ReceivedMail[]>;
}

/** Starts it, on a free port without one; `refuse` decides what is turned down, and a mail that was taken is said to be so after `beforeAnswer`. Without encryption, as on a test's own machine. */
export async function createMailServer({
  port = 0,
  refuse = () => undefined,
  beforeAnswer = async () => {},
}: { port?: number; refuse?: MailRefusal; beforeAnswer?: () => Promise<void> } = {}): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const check = (at: 'from' | 'to' | 'data', address: string): Error | undefined => {
    const refusal = refuse(at, address);
    return refusal && Object.assign(new Error(refusal.words), { responseCode: refusal.code });
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onMailFrom: ({ address }, _session, done) => done(check('from', address)),
    onRcptTo: ({ address }, _session, done) => done(check('to', address)),
    async onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const to = envelope.rcptTo.map(({ address }) => address);
      const refusal = check('data', to[0] ?? '');
      if (refusal === undefined) {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        mails.push(toMail({ from, to, raw: Buffer.concat(chunks).toString() }));
      }
      await beforeAnswer();
      done(refusal);
    },
  });
  // A client that is killed is no fault of the server's.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const own = (server.server.address() as AddressInfo).port;
  return {
    url: `smtp://127.0.0.1:${own}`,
    port: own,
    mails,
    async waitFor(count, timeoutMs = 30_000) {
      const deadline = Date.now() + timeoutMs;
      while (mails.length < count) {
        if (Date.now() > deadline) throw new Error(`Waited for ${count} mails, got ${mails.length}.`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return mails;
    },
    async [Symbol.asyncDispose]() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function toMail({ from, to, raw }: Omit<ReceivedMail, 'header'>): ReceivedMail {
  const [head = ''] = raw.split('\r\n\r\n');
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  return {
    from,
    to,
    raw,
    header(name) {
      const line = lines.find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`));
      return line?.slice(name.length + 1).trim();
    },
  };
}
