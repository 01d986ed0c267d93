import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createIdentityProvider, type IdentityProvider, type PlatformAccount } from '@minimart/identity-provider';
import type { Config } from '../../config.ts';
import { createTestApi, type TestApi } from '../../testing/create-test-api.ts';

/** A store whose platform signs its people in, both really listening. */
export interface OpenPlatform extends AsyncDisposable {
  api: TestApi;
  url: string;
  provider: IdentityProvider;
  /** A browser of its own. */
  visit(): Visitor;
  rows<Row extends object>(sql: string): Promise<Row[]>;
}

/** A browser without pages: it keeps cookies by host and port, and goes where it is sent. */
export interface Visitor {
  cookies: Map<string, Map<string, string>>;
  send(address: string, init?: RequestInit): Promise<Response>;
  /** Follows redirects until somewhere answers otherwise, or the address fits. */
  follow(address: string, until?: RegExp): Promise<{ address: string; response: Response }>;
  /** Signs in at the platform, and agrees; answers where the browser ended up at the store. */
  signIn(login: string, next?: string): Promise<URL>;
  /** Goes to the platform, signs in there, and answers the address of the call-back without opening it. */
  comeBack(login: string, next?: string): Promise<string>;
  me(): Promise<
    | { user: { id: string; name: string; email: string }; workspaces: { id: string; name: string; role: string }[] }
    | undefined
  >;
}

/** Starts both. */
export async function openPlatform({
  claimsInIdToken,
  ...changes
}: Partial<Config> & { claimsInIdToken?: boolean } = {}): Promise<OpenPlatform> {
  const provider = await createIdentityProvider(claimsInIdToken === undefined ? {} : { claimsInIdToken });
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  provider.serve(url);
  const { issuer, clientId, clientSecret } = provider;
  const api = await createTestApi({
    baseUrl: url,
    platform: {
      issuer,
      clientId,
      clientSecret,
      name: 'Acme',
      scopes: ['openid', 'profile', 'email'],
      workspacesClaim: 'minimart_workspaces',
    },
    ...changes,
  });
  server.on('request', api.app);
  return {
    api,
    url,
    provider,
    visit: () => createVisitor(url, provider.issuer),
    rows: (sql) => api.services.em().execute(sql),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await api[Symbol.asyncDispose]();
      await provider[Symbol.asyncDispose]();
    },
  };
}

/** Somebody at the platform, verified, in one workspace as its owner. */
export function account(changes: Partial<PlatformAccount> = {}): PlatformAccount {
  return {
    sub: 'acme-1',
    email: 'ada@acme.example',
    email_verified: true,
    name: 'Ada Acme',
    minimart_workspaces: [{ id: 'w1', name: 'Tea House', role: 'owner' }],
    ...changes,
  };
}

// At the platform's own page, or back already, since it knows the visitor.
const arrivals = /\/interaction\/|\/v1\/auth\/platform\/callback/;

function createVisitor(store: string, issuer: string): Visitor {
  const cookies: Visitor['cookies'] = new Map();
  const jarOf = (address: string) => {
    const { host } = new URL(address);
    if (!cookies.has(host)) cookies.set(host, new Map());
    return cookies.get(host)!;
  };
  const send: Visitor['send'] = async (address, init = {}) => {
    const jar = jarOf(address);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(cookie ? { cookie } : {}), ...(init.headers as Record<string, string>) };
    const response = await fetch(address, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line) || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  const follow: Visitor['follow'] = async (address, until = /$^/) => {
    let now = address;
    for (let hops = 0; hops < 10; hops += 1) {
      const response = await send(now);
      const location = response.headers.get('location');
      if (location === null) return { address: now, response };
      now = new URL(location, now).href;
      if (until.test(now)) return { address: now, response };
    }
    throw new Error(`Sent around in circles, last to ${now}.`);
  };
  const comeBack: Visitor['comeBack'] = async (login, next = '/') => {
    const { address } = await follow(`${store}/v1/auth/platform?next=${encodeURIComponent(next)}`, arrivals);
    if (!address.startsWith(`${issuer}/interaction/`)) return address;
    const body = new URLSearchParams({ login, password: 'password', decision: 'agree' });
    const sent = await send(address, { method: 'POST', body });
    const location = sent.headers.get('location');
    if (location === null) throw new Error(`The platform answered ${sent.status}: ${await sent.text()}`);
    return (await follow(location, /\/v1\/auth\/platform\/callback/)).address;
  };
  return {
    cookies,
    send,
    follow,
    comeBack,
    async signIn(login, next) {
      const response = await send(await comeBack(login, next));
      return new URL(response.headers.get('location') ?? '');
    },
    async me() {
      const answer = await send(`${store}/v1/me`);
      return answer.ok ? ((await answer.json()) as never) : undefined;
    },
  };
}
