import { request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import type { Socket } from 'node:net';

/** The proxy through which all requests leave, its credentials out of sight. */
export interface EgressProxy {
  /** A connection through the proxy to a host. Rejects when `signal` is aborted first. */
  open(target: { host: string; port: number }, signal: AbortSignal): Promise<Socket>;
}

/**
 * An HTTP proxy that opens tunnels with CONNECT (RFC 9110, 9.3.6) and looks names up itself. Throws when the URL is not an http
 * or https one, without repeating it, as it may hold a password.
 */
export function parseEgressProxy(text: string): EgressProxy {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new Error('The egress proxy must be given as an http or https URL.');
  }
  const isTls = url.protocol === 'https:';
  const proxy = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isTls ? 443 : 80) : Number(url.port),
  };
  const authorization = authorizationOf(url);
  return {
    open: ({ host, port }, signal) => {
      const path = `${host.includes(':') ? `[${host}]` : host}:${port}`;
      const request = (isTls ? requestTls : requestPlain)({
        ...proxy,
        path,
        signal,
        method: 'CONNECT',
        headers: { host: path, ...authorization },
        agent: false,
      });
      return new Promise((resolve, reject) => {
        request.once('connect', ({ statusCode = 0 }, socket: Socket, head) => {
          socket.on('error', () => {});
          if (statusCode >= 200 && statusCode < 300) return resolve(withHead(socket, head));
          socket.destroy();
          reject(proxyError('REFUSED'));
        });
        request.on('error', () => reject(proxyError('UNREACHABLE')));
        request.end();
      });
    },
  };
}

function authorizationOf({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const credentials = Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64');
  return { 'proxy-authorization': `Basic ${credentials}` };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withHead(socket: Socket, head: Buffer): Socket {
  if (head.length > 0) socket.unshift(head);
  return socket;
}

// The causes are left out, since they may carry the request with its authorization.
function proxyError(what: 'REFUSED' | 'UNREACHABLE'): Error {
  return Object.assign(new Error('The egress proxy opened no tunnel.'), { code: `MINIMART_PROXY_${what}` });
}
