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
  /** Null: it breaks the connection off instead of answering. */
  status: number | null;
  body?: string;
  /** What it waits for before it answers; the platform waits 15 s for it. */
  after?: Promise<unknown>;
  /** In how many seconds it wants to be tried again, at the earliest; without it a second try comes after 5 s, and a third after 5 minutes. */
  retryAfterSeconds?: number;
}

/** An error after which nothing is tried again by itself while a journey goes on, however slow the machine. */
export const failsForNow: ReceiverAnswer = { status: 500, retryAfterSeconds: 60 };

/** A developer's server on loopback; it remembers what it got and answers 200 until told otherwise. */
export interface AppServer extends AsyncDisposable {
  url: string;
  answer: ReceiverAnswer;
  /** The request number `index`, waiting up to a minute for it. */
  request(index: number): Promise<ReceivedRequest>;
}

/** Opens a developer's server. */
export async function openReceiver(): Promise<AppServer> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    let body = '';
    for await (const chunk of incoming) body += String(chunk);
    requests.push({ path: incoming.url ?? '', headers: incoming.headers, body });
    const { status, body: said = '', after, retryAfterSeconds } = receiver.answer;
    await after;
    if (status === null) return void incoming.socket.destroy();
    const pause = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
    outgoing.writeHead(status, { 'content-type': 'application/json', ...pause }).end(said);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: AppServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: { status: 200 },
    async request(index) {
      for (const deadline = Date.now() + 60_000; Date.now() < deadline; await wait(25)) {
        const found = requests[index];
        if (found !== undefined) return found;
      }
      throw new Error(
        `The app's server got ${requests.length} requests in a minute; number ${index + 1} did not come.`,
      );
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
