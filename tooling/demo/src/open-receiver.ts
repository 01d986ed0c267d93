import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A lifecycle request as it reached the developer's server. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** The developer's server of this story, on loopback. */
export interface StoryReceiver {
  url: string;
  /** The request number `index`, waiting up to 15 s for it. */
  request(index: number): Promise<Received>;
  close(): Promise<void>;
}

/** Opens it; it answers 200 to everything and remembers what came. */
export async function openReceiver(): Promise<StoryReceiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    received.push({ path: request.url ?? '', headers: request.headers, body });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async request(index) {
      for (let waitedMs = 0; waitedMs < 15_000; waitedMs += 50) {
        const found = received[index];
        if (found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error('nothing arrived in 15 s');
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
