import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived, wherever it was sent. */
export interface SentRequest {
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** All servers of the world: a proxy that answers itself, whatever host is asked for. */
export interface Internet extends AsyncDisposable {
  proxyUrl: string;
  requests: SentRequest[];
}

/** Starts it; every request is answered with 200. A fixture names hosts, and a test has no fixed port to listen on. */
export async function createInternet(): Promise<Internet> {
  const requests: SentRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { headers, url = '' } = incoming;
    requests.push({ url: `http://${headers.host}${url}`, headers, body: Buffer.concat(chunks).toString() });
    outgoing.end('{}');
  });
  server.on('connect', (_, socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    server.emit('connection', socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    proxyUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
