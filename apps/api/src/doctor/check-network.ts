import { Resolver } from 'node:dns/promises';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Check } from './finding.ts';

const patienceMs = 5_000;

/** Whether the mail server greets. Nothing is sent, and nobody signs in. */
export const checkMailServer: Check<'config'> = async ({ config: { smtp, mailOutbox } }) => {
  if (smtp === undefined) {
    if (mailOutbox) return [];
    return [
      {
        what: 'No mail server is named, so nobody gets the mails that tell of installs, failing endpoints and the like.',
        mend: 'Set MINIMART_SMTP_URL and MINIMART_MAIL_FROM.',
      },
    ];
  }
  const { hostname, port, protocol } = new URL(smtp.url);
  const isTls = protocol === 'smtps:';
  const place = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || (isTls ? 465 : 587)) };
  try {
    await greeting(isTls ? connectTls({ ...place, servername: place.host }) : connect(place));
    return [];
  } catch (error) {
    return [
      {
        what: `The mail server ${place.host}:${place.port} does not answer: ${(error as Error).message}`,
        mend: 'Look whether MINIMART_SMTP_URL is right and whether a firewall lets this machine out. Mails wait meanwhile.',
      },
    ];
  }
};

/** Whether each name server that the settings name answers. */
export const checkNameServers: Check<'config'> = async ({ config: { nameServers } }) => {
  const findings = [];
  for (const server of nameServers) {
    const resolver = new Resolver({ timeout: patienceMs / 2, tries: 2 });
    resolver.setServers([server]);
    const failure = await resolver.resolve('.', 'NS').then(
      () => undefined,
      (error: NodeJS.ErrnoException) => error.code,
    );
    // It answered, whatever it makes of the question.
    if (failure === undefined || ['ENODATA', 'ENOTFOUND', 'EREFUSED', 'ESERVFAIL', 'ENOTIMP'].includes(failure))
      continue;
    findings.push({
      what: `The name server ${server} does not answer (${failure}), so no domain of a developer can be checked.`,
      mend: 'Name another one in MINIMART_NAME_SERVERS, or leave that setting out to use the system’s.',
    });
  }
  return findings;
};

function greeting(socket: Socket): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    socket.setTimeout(patienceMs, () => reject(new Error(`no greeting in ${patienceMs / 1000} s`)));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('it hung up')));
    socket.once('data', (line: Buffer) =>
      line.toString('latin1').startsWith('220') ? resolve() : reject(new Error('it does not greet as SMTP does')),
    );
  }).finally(() => socket.destroy());
}
