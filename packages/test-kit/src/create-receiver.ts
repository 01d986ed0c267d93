import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived, body as text. */
export interface ReceivedRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  at: Date;
}

/** What to answer; 200 with an empty body where nothing is said. */
export interface ReceiverAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  delayMs?: number;
}

/** A real HTTP server on 127.0.0.1 that remembers what it got. */
export interface Receiver extends AsyncDisposable {
  url: string;
  requests: ReceivedRequest[];
  /** Resolves when `count` requests have arrived; rejects after `timeoutMs` (30 s) telling how many did. */
  waitFor(count: number, timeoutMs?: number): Promise<ReceivedRequest[]>;
}

/** Starts a receiver; `answer` decides each response. */
export async function createReceiver(
  answer: (request: ReceivedRequest) => ReceiverAnswer | Promise<ReceiverAnswer> = () => ({}),
): Promise<Receiver> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = incoming;
    const request = { method, path: url, headers, body: Buffer.concat(chunks).toString(), at: new Date() };
    requests.push(request);
    const { status = 200, headers: answerHeaders = {}, body = '', delayMs = 0 } = await answer(request);
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    outgoing.writeHead(status, answerHeaders).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async waitFor(count, timeoutMs = 30_000) {
      const deadline = Date.now() + timeoutMs;
      while (requests.length < count) {
        if (Date.now() > deadline) throw new Error(`Waited for ${count} requests, got ${requests.length}.`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return requests;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
