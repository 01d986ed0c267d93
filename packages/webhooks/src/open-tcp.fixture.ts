import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { vi } from 'vitest';
import type { Certificate } from './mint-certificate.fixture.ts';

/** A server on 127.0.0.1 that does with each connection what a test says, and counts them. */
export interface TcpServer extends AsyncDisposable {
  port: number;
  url: string;
  /** How many connections there have been. */
  connections(): number;
  /** How many are open. */
  open(): number;
  /** What has been heard so far, on all connections. */
  heard(): string;
  /** Resolves when no connection is open any more. */
  isLeft(): Promise<void>;
}

/** Starts a server that knows TCP alone, or TLS with the given certificate. */
export async function openTcp(handle: (socket: Socket) => void, certificate?: Certificate): Promise<TcpServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let heard = '';
  const greet = (socket: Socket) => {
    socket.on('error', () => {});
    // Without a reader it would not notice that the other side has left.
    socket.on('data', (chunk) => (heard += chunk.toString('latin1')));
    handle(socket);
  };
  const server: Server = certificate === undefined ? createServer() : createTlsServer(certificate);
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  server.on(certificate === undefined ? 'connection' : 'secureConnection', greet);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}/`,
    connections: () => connections,
    open: () => sockets.size,
    heard: () => heard,
    async isLeft() {
      await vi.waitUntil(() => sockets.size === 0, { timeout: 10_000 });
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** For `openTcp`: says something once the request has begun to arrive. */
export function answering(text: string): (socket: Socket) => void {
  return (socket) => void socket.once('data', () => socket.write(text, 'latin1'));
}
