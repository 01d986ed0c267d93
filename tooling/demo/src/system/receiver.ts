import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Wrong } from '../telling/expect-that.ts';

/** One request as it arrived. */
export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  payload: string;
}

/** The story's own receiver on loopback: it keeps what arrives and answers as told. */
export interface Receiver extends AsyncDisposable {
  url: string;
  /** Looks at a request before the answer goes out; its answer is the status. */
  onRequest: (request: Received) => Promise<number>;
  /** The request of that number, counted from 1, as soon as it is there. Throws after 20 s. */
  nth(count: number): Promise<Received>;
}

/** Starts a receiver on a free port of 127.0.0.1. */
export async function startReceiver(): Promise<Receiver> {
  const requests: Received[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const received = { method, path: url, headers, payload: await text(request) };
    const status = await receiver.onRequest(received).catch(() => 500);
    requests.push(received);
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    onRequest: async () => 200,
    async nth(count) {
      for (const end = Date.now() + 20_000; Date.now() < end; await sleep(50)) {
        const found = requests[count - 1];
        if (found !== undefined) return found;
      }
      throw new Wrong(`Request ${count} has not arrived at the receiver after 20 seconds.`);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
