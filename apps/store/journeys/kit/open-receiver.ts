import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A lifecycle request as it reached the developer's server. */
export interface ReceivedRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What the server answers from now on. */
export interface ReceiverAnswer {
  status: number;
  body?: string;
  delayMs?: number;
}

/** A developer's server on loopback; it remembers what it got and answers 200 until told otherwise. */
export interface AppServer extends AsyncDisposable {
  url: string;
  answer: ReceiverAnswer;
  /** The request number `index`, waiting up to 15 s for it. */
  request(index: number): Promise<ReceivedRequest>;
}

/** Opens a developer's server. */
export async function openReceiver(): Promise<AppServer> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    let body = '';
    for await (const chunk of incoming) body += String(chunk);
    requests.push({ path: incoming.url ?? '', headers: incoming.headers, body });
    const { status, body: said = '', delayMs = 0 } = receiver.answer;
    setTimeout(() => outgoing.writeHead(status, { 'content-type': 'application/json' }).end(said), delayMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: AppServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: { status: 200 },
    async request(index) {
      for (const deadline = Date.now() + 15_000; Date.now() < deadline; await wait(25)) {
        const found = requests[index];
        if (found !== undefined) return found;
      }
      throw new Error(`The app's server got ${requests.length} requests in 15 s; number ${index + 1} did not come.`);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
