import type { IncomingMessage, ServerResponse } from 'node:http';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { toNodeHandler } from 'better-auth/node';
import type { Pool } from 'pg';

/** How sign-in is set up. `pool` must find the schema `accounts` first: `options: '-c search_path=accounts'`. */
export interface AuthOptions {
  pool: Pool;
  /** The public origin. Over https the cookie is bound to this very host. */
  baseUrl: string;
  /** Signs cookies; 32 random characters or more. */
  secret: string;
  /** Limits attempts to sign in by address; kept in the database, so it holds over all processes. */
  limitSignIn: boolean;
  /** Whether whoever serves these calls limits attempts to sign in; then only the other calls are limited here. */
  isSignInLimitedOutside?: boolean;
}

const day = 24 * 60 * 60;

// It stands beside apps, within the store's own words: something to see, and no mark that turns the reading direction of the rest.
const personName = /^(?=.*[\p{L}\p{N}])[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]{1,80}$/u;

// Written by toAuthHandler alone. X-Forwarded-For is what a client says: a new one each time would be a new limit each time.
const clientAddressHeader = 'x-minimart-client-address';

/** Sign-in by e-mail and password with better-auth, served below `/v1/auth`; sessions last a week and are renewed daily. */
export function createAuth({ pool, baseUrl, secret, limitSignIn, isSignInLimitedOutside = false }: AuthOptions) {
  const isHttps = baseUrl.startsWith('https:');
  return betterAuth({
    appName: 'Minimart',
    database: pool,
    baseURL: baseUrl,
    basePath: '/v1/auth',
    secret,
    trustedOrigins: [baseUrl],
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 128, autoSignIn: false },
    session: { expiresIn: 7 * day, updateAge: day },
    rateLimit: {
      enabled: limitSignIn,
      storage: 'database',
      customRules: { '/sign-in/email': isSignInLimitedOutside ? false : { window: 60, max: 10 } },
    },
    advanced: {
      // `__Host-`: set by this very host over https, for all of it and for no other (RFC 6265bis, 4.1.3.2). Browsers refuse it over http.
      cookiePrefix: isHttps ? '__Host-minimart' : 'minimart',
      // Would put `__Secure-` in front.
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: isHttps, path: '/' },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
      // Said aloud, because better-auth leaves both checks out where NODE_ENV is test.
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
    databaseHooks: { user: { create: { before: async ({ name }) => assertName(name) } } },
    telemetry: { enabled: false },
    // Its messages may carry what a person typed; failures reach the caller as answers.
    logger: { disabled: true },
  });
}

function assertName(name: string): void {
  if (personName.test(name)) return;
  throw new APIError('BAD_REQUEST', {
    code: 'INVALID_NAME',
    message: 'The name must be one line of 1 to 80 characters.',
  });
}

export type Auth = ReturnType<typeof createAuth>;

/**
 * Serves better-auth's own calls on Node's HTTP server or on Express; it reads the body itself, so it comes before a parser.
 * Attempts are limited by Express's `ip`, which heeds its `trust proxy`, else by the socket's address.
 */
export function toAuthHandler(auth: Auth): ReturnType<typeof toNodeHandler> {
  const handle = toNodeHandler(auth);
  const { host, protocol } = new URL(auth.options.baseURL);
  return (request: IncomingMessage & { ip?: string }, response: ServerResponse) => {
    request.headers[clientAddressHeader] = request.ip ?? request.socket.remoteAddress ?? '';
    // The address of a request is put together from these two, which a client chooses: one that is none would be a defect.
    request.headers.host = host;
    request.headers['x-forwarded-proto'] = protocol.slice(0, -1);
    // better-auth knows no HEAD. Node.js leaves the body out of the answer by itself.
    if (request.method === 'HEAD') request.method = 'GET';
    return handle(request, response);
  };
}
