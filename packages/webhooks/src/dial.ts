import type { LookupFunction, Socket } from 'node:net';
import { connect as connectPlain, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** Whom to connect to: `lookup` says at which addresses, `tunnel` is a connection that already leads there. */
export interface DialTarget {
  host: string;
  port: number;
  isTls: boolean;
  lookup?: LookupFunction;
  tunnel?: Socket;
  /** What an earlier TLS connection to the same server left, to resume it. */
  session?: Buffer | undefined;
  onSession?: (session: Buffer) => void;
}

// Node gives the first of several addresses 250 ms, which a server on another continent may need for its answer.
const attemptMs = 1000;

/** Opens a connection, HTTP/1.1 by ALPN where there is TLS. When `signal` is aborted first, the socket is destroyed and this rejects. */
export async function dial(target: DialTarget, signal: AbortSignal): Promise<Socket> {
  const socket = target.isTls ? openTls(target) : (target.tunnel ?? openPlain(target));
  const end = () => socket.destroy(dialEnded());
  signal.addEventListener('abort', end, { once: true });
  try {
    if (signal.aborted) end();
    await connected(socket, target);
    return socket.setNoDelay(true).setKeepAlive(true, 60_000);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

function openPlain({ host, port, lookup }: DialTarget): Socket {
  return connectPlain({ host, port, lookup, autoSelectFamilyAttemptTimeout: attemptMs });
}

function openTls({ host, port, lookup, tunnel, session, onSession }: DialTarget): Socket {
  const where = { host, port, lookup, session, socket: tunnel, autoSelectFamilyAttemptTimeout: attemptMs };
  // RFC 6066 has no place for an address in `servername`; the certificate is then checked against `host`.
  const socket = connectTls({ ...where, servername: isIP(host) === 0 ? host : '', ALPNProtocols: ['http/1.1'] });
  if (onSession !== undefined) socket.on('session', onSession);
  return socket;
}

function connected(socket: Socket, { isTls, tunnel }: DialTarget): Promise<void> {
  return new Promise((resolve, reject) => {
    // Stays for good: an error after `reject`, or between this and the client's own listener, must not go unheard.
    socket.on('error', reject);
    socket.once('close', () => reject(dialEnded()));
    if (!isTls && tunnel !== undefined) return socket.destroyed ? reject(dialEnded()) : resolve();
    socket.once(isTls ? 'secureConnect' : 'connect', resolve);
  });
}

function dialEnded(): Error {
  return Object.assign(new Error('The connection ended while it was opened.'), { code: 'ECONNRESET' });
}
