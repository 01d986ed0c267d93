import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What a way does with what goes over it: passes it on; holds all of it, connections that are made meanwhile included, until that is over; breaks all
 * connections and every new one; or passes each piece on so many milliseconds late.
 */
export type WayFault = 'none' | 'stall' | 'reset' | { lateMs: number };

/** A way over TCP to a port on loopback, on which things go wrong when a test says so. */
export interface FaultyWay extends AsyncDisposable {
  port: number;
  /** What goes wrong from now on, with connections that are open as well. */
  fault: WayFault;
  /** How many connections are open. */
  readonly open: number;
}

/** Opens one on 127.0.0.1; nothing goes wrong on it yet. */
export async function openFaultyWay(targetPort: number): Promise<FaultyWay> {
  const sockets = new Set<Socket>();
  let fault: WayFault = 'none';
  let ended = Promise.withResolvers<void>();
  const held = async () => {
    // Another fault may follow at once, which is then held for.
    for (let now = fault; now === 'stall'; now = fault) await ended.promise;
    if (typeof fault === 'object') await sleep(fault.lateMs);
  };
  // Each piece is taken over when the one before it is: late, and in order.
  const pass = async (from: Socket, to: Socket) => {
    try {
      for await (const chunk of from) {
        await held();
        if (!to.write(chunk as Buffer)) await once(to, 'drain');
      }
      await held();
      to.end();
    } catch {
      to.destroy();
    }
  };
  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (fault === 'reset') return void client.resetAndDestroy();
    const upstream = connect({ host: '127.0.0.1', port: targetPort, allowHalfOpen: true });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy()).on('close', () => sockets.delete(socket));
      void pass(socket, other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const breakAll = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    get open() {
      return sockets.size / 2;
    },
    get fault() {
      return fault;
    },
    set fault(next) {
      fault = next;
      if (fault === 'reset') breakAll();
      ended.resolve();
      ended = Promise.withResolvers();
    },
    async [Symbol.asyncDispose]() {
      fault = 'none';
      ended.resolve();
      breakAll();
      server.close();
      await once(server, 'close');
    },
  };
}
