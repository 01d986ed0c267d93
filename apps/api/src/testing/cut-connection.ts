import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** A way to PostgreSQL that is cut at a chosen message, as if this process or the network died at that moment. */
export interface CuttableWay extends AsyncDisposable {
  url: string;
  /**
   * Counts what is sent from now on, and cuts all connections at the message with this number: `before` it arrives, or `after`, so that it is
   * carried out and its answer is lost.
   */
  cutAt(message: number, when: 'before' | 'after'): void;
  /** Whether it came to that. */
  wasCut(): boolean;
  heal(): void;
}

/** Opens one on loopback, in front of the PostgreSQL at `databaseUrl`. */
export async function openCuttableWay(databaseUrl: string): Promise<CuttableWay> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let left = Infinity;
  let when: 'before' | 'after' = 'before';
  let isCut = false;
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((client) => {
    const upstream = connect({ host: target.hostname, port: Number(target.port) });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    }
    client.on('close', () => upstream.end());
    upstream.on('close', () => client.destroy());
    client.on('data', (chunk: Buffer) => {
      left -= 1;
      if (left > 0) return void upstream.write(chunk);
      if (when === 'before') return cut();
      // The first byte of its answer proves that it was carried out.
      upstream.removeAllListeners('data');
      upstream.once('data', cut);
      upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => client.write(chunk));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cutAt(message, moment) {
      [left, when, isCut] = [message, moment, false];
    },
    wasCut: () => isCut,
    heal: () => void (left = Infinity),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
