import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { Ledger } from './ledger.ts';

/** How an app's server is: it answers, says nothing, says that it is broken, or breaks the connection. */
export type Mood = 'well' | 'hanging' | 'refusing' | 'resetting';

/** The server of some of the apps. */
export interface SoakReceiver extends AsyncDisposable {
  url: string;
  mood: Mood;
  /** The signing secrets of its apps, by slug. */
  secrets: Map<string, string>;
}

/** Starts one on loopback; it writes down all that arrives. */
export async function openReceiver(ledger: Ledger): Promise<SoakReceiver> {
  const secrets = new Map<string, string>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const payload = Buffer.concat(chunks).toString();
    const [, app = '', kind] = (request.url ?? '').split('/');
    const { run, key } = JSON.parse(payload) as { run: string; key?: string };
    const { mood } = receiver;
    ledger.arrivals.push({
      run,
      kind: kind === 'gone' ? 'unsubscribe' : 'subscribe',
      webhookId: String(request.headers['webhook-id']),
      key,
      isSigned: isSigned(secrets.get(app), { payload, headers: request.headers as Record<string, string> }),
      wasTaken: mood === 'well',
    });
    if (mood === 'well') response.end();
    else if (mood === 'refusing') response.writeHead(500).end();
    else if (mood === 'resetting') request.socket.resetAndDestroy();
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: SoakReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mood: 'well',
    secrets,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return receiver;
}

function isSigned(secret: string | undefined, sent: { payload: string; headers: Record<string, string> }): boolean {
  try {
    new Webhook(secret ?? '').verify(sent.payload, sent.headers);
    return true;
  } catch {
    return false; // Judged at the end, with all else that was wrong.
  }
}
