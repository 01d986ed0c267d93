import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  exportJWK,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
  type CryptoKey,
  type JWTHeaderParameters,
  type JWTPayload,
} from 'jose';
import { Provider, type KoaContextWithOIDC } from 'oidc-provider';
import { loginPage, signOutPage, wordsPage } from './identity-pages.ts';

/** Somebody with an account at the platform: what it says of them, `sub` among it. Their password is `password`. */
export type PlatformAccount = { sub: string; email: string } & Record<string, unknown>;

/** What the provider does wrong, on purpose. */
export interface Mischief {
  /** Another body of the discovery document. */
  discovery?: (document: Record<string, unknown>) => Record<string, unknown>;
  /** Another id token, made from the claims of the right one. */
  idToken?: (claims: JWTPayload, sign: SignClaims) => Promise<string>;
  /** Answers instead of the provider. */
  answer?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** Signs with the key of the provider, or leaves unsigned. */
export interface SignClaims {
  (claims: JWTPayload, header?: Partial<JWTHeaderParameters>): Promise<string>;
  unsigned(claims: JWTPayload): string;
}

/** A platform's own sign-in: a real OpenID provider on 127.0.0.1. */
export interface IdentityProvider extends AsyncDisposable {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who has an account, by the name they type in. */
  accounts: Map<string, PlatformAccount>;
  mischief: Mischief;
  sign: SignClaims;
  /** How many requests came for each path. */
  asked: Map<string, number>;
  /** Lets a store at this origin in as a client. */
  serve(storeUrl: string): void;
}

/** How to start one: on which port, if not on a free one, with which secret, if not with a random one, and whether all claims are in the id token instead of the user info. */
export interface IdentityProviderOptions {
  port?: number;
  clientSecret?: string;
  claimsInIdToken?: boolean;
}

const claimsOfScopes = {
  openid: ['sub', 'sid'],
  email: ['email', 'email_verified'],
  profile: ['name', 'minimart_workspaces'],
};

/** Starts it, with nobody in it. `serve` must be called before a store asks. */
export async function createIdentityProvider({
  port = 0,
  clientSecret = `secret-of-the-client-${crypto.randomUUID()}`,
  claimsInIdToken = false,
}: IdentityProviderOptions = {}): Promise<IdentityProvider> {
  const clientId = 'minimart';
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: 'platform-1', alg: 'RS256', use: 'sig' };
  const accounts = new Map<string, PlatformAccount>();
  const sign = signerWith(privateKey);
  const asked = new Map<string, number>();
  let handle: (request: IncomingMessage, response: ServerResponse) => unknown = (_request, response) =>
    response.writeHead(503).end();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    asked.set(path, (asked.get(path) ?? 0) + 1);
    if (!provider.mischief.answer?.(request, response)) handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: IdentityProvider = {
    issuer,
    clientId,
    clientSecret,
    accounts,
    mischief: {},
    sign,
    asked,
    serve(storeUrl) {
      const client = {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${storeUrl}/v1/auth/platform/callback`],
        post_logout_redirect_uris: [`${storeUrl}/`],
        backchannel_logout_uri: `${storeUrl}/v1/auth/platform/back-channel-logout`,
        backchannel_logout_session_required: true,
      };
      const oidc = new Provider(issuer, {
        clients: [client],
        jwks: { keys: [key] },
        claims: claimsOfScopes,
        conformIdTokenClaims: !claimsInIdToken,
        cookies: { keys: [crypto.randomUUID()] },
        interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
        findAccount: (_context, name) => {
          const account = accounts.get(name) ?? [...accounts.values()].find(({ sub }) => sub === name);
          return account && { accountId: account.sub, claims: () => ({ ...account }) };
        },
        features: {
          devInteractions: { enabled: false },
          backchannelLogout: { enabled: true },
          rpInitiatedLogout: {
            enabled: true,
            logoutSource: (context, form) => void (context.body = signOutPage(form)),
            postLogoutSuccessSource: (context) =>
              void (context.body = wordsPage('You are signed out of the platform.')),
          },
        },
        renderError: (context, out) => void (context.body = wordsPage(`${out.error}: ${out.error_description ?? ''}`)),
        ttl: { Session: 3600, Grant: 3600, Interaction: 600, IdToken: 600, AccessToken: 600 },
        // Its own would not call this machine.
        fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined } as unknown as RequestInit),
      });
      oidc.use(interact(oidc, accounts));
      oidc.use(async (context, next) => {
        await next();
        await misbehave(context as KoaContextWithOIDC, provider);
      });
      handle = oidc.callback();
    },
    [Symbol.asyncDispose]: () => close(server),
  };
  return provider;
}

function signerWith(privateKey: CryptoKey): SignClaims {
  const sign = (claims: JWTPayload, header: Partial<JWTHeaderParameters> = {}) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'platform-1', ...header }).sign(privateKey);
  return Object.assign(sign, { unsigned: (claims: JWTPayload) => new UnsecuredJWT(claims).encode() });
}

async function misbehave(context: KoaContextWithOIDC, { mischief, sign }: IdentityProvider): Promise<void> {
  const body = context.body as Record<string, unknown> | undefined;
  if (context.path === '/.well-known/openid-configuration' && mischief.discovery)
    context.body = mischief.discovery({ ...body });
  if (context.path === '/token' && mischief.idToken && typeof body?.['id_token'] === 'string') {
    const claims = JSON.parse(Buffer.from(body['id_token'].split('.')[1]!, 'base64url').toString()) as JWTPayload;
    context.body = { ...body, id_token: await mischief.idToken(claims, sign) };
  }
}

/** One page for signing in and agreeing. */
function interact(oidc: Provider, accounts: ReadonlyMap<string, PlatformAccount>): Parameters<Provider['use']>[0] {
  return async (context, next) => {
    if (!context.path.startsWith('/interaction/')) return next();
    context.type = 'html';
    const { params } = await oidc.interactionDetails(context.req, context.res);
    if (context.method === 'GET') return void (context.body = loginPage(String(params['client_id'])));
    const form = new URLSearchParams(await readBody(context.req));
    const account = accounts.get(form.get('login') ?? '');
    if (form.get('decision') === 'cancel')
      return oidc.interactionFinished(context.req, context.res, {
        error: 'access_denied',
        error_description: 'The person did not agree.',
      });
    if (account === undefined || form.get('password') !== 'password') return void (context.body = loginPage('again'));
    const grant = new oidc.Grant({ accountId: account.sub, clientId: String(params['client_id']) });
    grant.addOIDCScope(String(params['scope']));
    const consent = { grantId: await grant.save() };
    await oidc.interactionFinished(context.req, context.res, { login: { accountId: account.sub }, consent });
    context.respond = false;
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
