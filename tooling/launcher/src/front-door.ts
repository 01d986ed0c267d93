import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createProxyServer } from 'httpxy';
import { ownHeaders, refuse } from './front-door-answers.ts';
import { StartError } from './start-error.ts';
import { parseTrustedProxies } from './trusted-proxies.ts';

/** Where the front door sends what it gets. */
export interface FrontDoorOptions {
  host: string;
  port: number;
  /** The public origin; without it the address that it listens on. */
  baseUrl?: string | undefined;
  /** Addresses and networks of proxies in front of this door; nobody's word is taken without them. */
  trustedProxies?: readonly string[];
  /** How long the head of a request may take: 10 s without it. */
  headMs?: number;
  /** Told when a program gave no answer. */
  onBroken?(error: Error): void;
  /** Ports on 127.0.0.1, asked for each request; undefined while that program is not up. */
  target(program: 'api' | 'store'): number | undefined;
}

const apiPath = /^\/(v1|api|openapi\.json|docs|errors|assets|health|metrics)(?=[/?]|$)/;
const forwardingHeader = /^(forwarded|x-real-ip|x-forwarded-.*)$/;

/** One origin for the store and both APIs. Bodies and answers stream through; nothing is held back. */
export class FrontDoor {
  readonly #options: FrontDoorOptions;
  // Without a bound of its own: the proxy's usual 256 connections could all be held by visitors who send slowly.
  // Idle connections end here first: a program that ended one just as a request came over it would leave that without an answer.
  readonly #agent = new Agent({ keepAlive: true, timeout: 15_000 });
  readonly #proxy = createProxyServer({ agent: this.#agent });
  readonly #proxies;
  readonly #server: Server;

  constructor(options: FrontDoorOptions) {
    this.#options = options;
    this.#proxies = parseTrustedProxies(options.trustedProxies ?? []);
    const { headMs = 10_000 } = options;
    const timeouts = {
      headersTimeout: headMs,
      requestTimeout: 300_000, // as long as an upload may take; the programs give anything else less
      connectionsCheckingInterval: Math.min(headMs, 5_000),
    };
    this.#server = createServer(timeouts, (request, response) => this.#handle(request, response));
    this.#proxy.on('error', (error, request, response) => {
      options.onBroken?.(error);
      if (response === undefined || !('writeHead' in response)) return response?.destroy();
      if (response.headersSent) response.destroy();
      else this.#refuse(request as IncomingMessage, response, 502);
    });
  }

  /** Takes the address; until the programs are up it answers 503. Throws a {@link StartError} for one that is taken. */
  async listen(): Promise<void> {
    const { host, port } = this.#options;
    try {
      await new Promise<void>((resolve, reject) => this.#server.once('error', reject).listen(port, host, resolve));
    } catch (error) {
      throw explain(error as NodeJS.ErrnoException, this.#options);
    }
  }

  /** The public origin, without a trailing slash. */
  get baseUrl(): string {
    const { baseUrl, host } = this.#options;
    if (baseUrl !== undefined) return baseUrl;
    const { port } = this;
    const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
    return new URL(`http://${name.includes(':') ? `[${name}]` : name}:${port}`).origin;
  }

  /** The port that it listens on. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Takes no more; what is under way may finish for `patienceMs`, then it is cut. */
  async close(patienceMs = 2_000): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeIdleConnections();
    const timer = setTimeout(() => this.#server.closeAllConnections(), patienceMs);
    await closed;
    clearTimeout(timer);
    this.#agent.destroy();
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const elsewhere = this.#canonical(request);
    if (elsewhere !== undefined) {
      response.writeHead(307, { ...ownHeaders(this.baseUrl), location: elsewhere }).end();
      return;
    }
    const program = apiPath.test(request.url ?? '/') ? 'api' : 'store';
    const port = this.#options.target(program);
    if (port === undefined) return this.#refuse(request, response, 503);
    this.#tellWhoAsks(request);
    void this.#proxy.web(request, response, { target: { protocol: 'http:', host: '127.0.0.1', port } }).catch(() => {});
  }

  #refuse(request: IncomingMessage, response: ServerResponse, status: 502 | 503): void {
    const isApi = apiPath.test(request.url ?? '/');
    refuse(response, { status, isApi, baseUrl: this.baseUrl, isForm: request.method === 'POST' });
    // A body that still comes is nobody's any more, and may not hold the connection.
    if (!request.complete) response.once('finish', () => request.socket.destroySoon());
  }

  /** Only this door knows who asks, by itself or from a proxy that it trusts: what anybody else claims about it is not passed on. */
  #tellWhoAsks({ headers, socket }: IncomingMessage): void {
    const forwardedFor = String(headers['x-forwarded-for'] ?? '');
    for (const name of Object.keys(headers)) {
      if (forwardingHeader.test(name)) delete headers[name];
    }
    headers['x-forwarded-for'] = this.#proxies.visitorOf(socket.remoteAddress ?? '', forwardedFor);
    headers['x-forwarded-proto'] = this.baseUrl.startsWith('https:') ? 'https' : 'http';
    headers['x-forwarded-host'] = headers.host ?? '';
  }

  /** Sign-in belongs to one origin, so a page asked for as `localhost` is sent to the address that was announced. */
  #canonical(request: IncomingMessage): string | undefined {
    const { host = '' } = request.headers;
    const isOtherLoopback =
      /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host) && host !== new URL(this.baseUrl).host;
    const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    const isLoopbackBase = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|$)/.test(this.baseUrl);
    return isOtherLoopback && isPage && isLoopbackBase && request.url?.startsWith('/')
      ? this.baseUrl + request.url
      : undefined;
  }
}

function explain(error: NodeJS.ErrnoException, { host, port }: FrontDoorOptions): StartError {
  const another = `Choose another one: PORT=${port < 65_000 ? port + 1 : 3001} pnpm start (PORT=0 takes a free one).`;
  if (error.code === 'EADDRINUSE') return new StartError(`Port ${port} is taken by another program.`, [another]);
  if (error.code === 'EACCES') return new StartError(`Port ${port} may not be used by this user.`, [another]);
  return new StartError(`Minimart cannot listen on ${host}:${port}: ${error.message}`, [
    'HOST and PORT choose the address.',
  ]);
}
