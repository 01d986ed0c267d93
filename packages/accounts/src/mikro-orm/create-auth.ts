import type { IncomingMessage, ServerResponse } from 'node:http';
import { betterAuth } from 'better-auth';
import { toNodeHandler } from 'better-auth/node';
import type { Pool } from 'pg';
import type { SendAccountMail } from '../account-mail.ts';
import { AccountsUnavailable } from './accounts-unavailable.ts';
import { answerEvenly } from './auth/answer-evenly.ts';
import { codesWorkOnce } from './auth/codes-work-once.ts';
import { formerSessionEnds } from './auth/former-session-ends.ts';
import { endWaiting, linksEndWithPassword } from './auth/links-end-with-password.ts';
import { assertName, namesBeforeAddresses } from './auth/names-before-addresses.ts';
import { ownersAreTold } from './auth/owners-are-told.ts';
import { passkeyPlugin } from './auth/passkey-plugin.ts';
import { challengesFit, refuseBadPasskeys } from './auth/passkeys-fail-well.ts';
import { passwordsOfTheirOwn } from './auth/passwords-of-their-own.ts';
import { sessionsAreCarried, type CarrySession } from './auth/sessions-are-carried.ts';
import { twoFactorPlugin } from './auth/two-factor-plugin.ts';

/** How sign-in is set up. `pool` must find the schema `accounts` first: `options: '-c search_path=accounts'`. */
export interface AuthOptions {
  pool: Pool;
  /** The public origin. Over https the cookie is bound to this very host. */
  baseUrl: string;
  /** Signs cookies and links, and encrypts the secrets of second steps; 32 random characters or more. */
  secret: string;
  /** Limits calls by address; kept in the database, so it holds over all processes. Off where whoever serves these calls does so. */
  limitSignIn: boolean;
  /** Whether strangers may sign up; `open` without it. */
  signUp?: 'open' | 'closed';
  /** Tells people of their accounts. With it, nobody signs in before their address is verified; without it, nothing is sent and nothing is asked. */
  sendMail?: SendAccountMail;
}

const hour = 60 * 60;
const day = 24 * hour;

// Written by toAuthHandler alone. X-Forwarded-For is what a client says: a new one each time would be a new limit each time.
const clientAddressHeader = 'x-minimart-client-address';

/**
 * Sign-in with better-auth, served below `/v1/auth`: by e-mail and password, with a second step for who wants it, and by passkey. Sessions last a week and are
 * renewed daily; links are good for a day (an address) and for an hour and once (a password).
 */
export function createAuth({ pool, baseUrl, secret, limitSignIn, signUp = 'open', sendMail }: AuthOptions) {
  const isHttps = baseUrl.startsWith('https:');
  const auth = betterAuth({
    appName: 'Minimart',
    database: pool,
    baseURL: baseUrl,
    basePath: '/v1/auth',
    secret,
    trustedOrigins: [baseUrl],
    emailAndPassword: {
      enabled: true,
      disableSignUp: signUp === 'closed',
      minPasswordLength: 10,
      maxPasswordLength: 128,
      autoSignIn: false,
      requireEmailVerification: sendMail !== undefined,
      resetPasswordTokenExpiresIn: hour,
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: async ({ user }) => {
        const context = await auth.$context;
        // Who has the link has the address.
        if (!user.emailVerified) await context.internalAdapter.updateUser(user.id, { emailVerified: true });
        await endWaiting(context, user.id);
        await sendMail?.({ kind: 'changed', to: user, change: 'password_changed' });
      },
      ...(sendMail && {
        sendResetPassword: ({ user, token }) => sendMail({ kind: 'reset_password', to: user, token }),
        onExistingUserSignUp: ({ user }) => sendMail({ kind: 'already_signed_up', to: user }),
        // A made-up account must look like a new one: this is the column that a plugin adds.
        customSyntheticUser: ({ coreFields, additionalFields, id }) => ({
          ...coreFields,
          twoFactorEnabled: false,
          ...additionalFields,
          id,
        }),
      }),
    },
    ...(sendMail && {
      emailVerification: {
        sendVerificationEmail: ({ user, token }, request) => {
          const isUnasked = request !== undefined && new URL(request.url).pathname.endsWith('/sign-in/email');
          return sendMail({ kind: 'verify_address', to: user, token, isUnasked });
        },
        sendOnSignIn: true,
        expiresIn: day,
      },
    }),
    session: {
      expiresIn: 7 * day,
      updateAge: day,
      // A passkey may be added for ten minutes after signing in.
      freshAge: 10 * 60,
      additionalFields: { lastSeenAt: { type: 'date', required: false, input: false } },
    },
    // A dump shows no link: tokens are stored as SHA-256.
    verification: { storeIdentifier: 'hashed' },
    rateLimit: {
      enabled: limitSignIn,
      storage: 'database',
      customRules: { '/sign-in/email': { window: 60, max: 10 } },
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
    databaseHooks: {
      user: {
        create: { before: async ({ name }) => assertName(name) },
        update: { before: async ({ name }) => void (name !== undefined && assertName(name)) },
      },
    },
    plugins: [
      twoFactorPlugin(),
      passkeyPlugin(baseUrl),
      challengesFit(),
      namesBeforeAddresses(),
      passwordsOfTheirOwn(),
      codesWorkOnce(),
      formerSessionEnds(),
      linksEndWithPassword(),
      ...(sendMail ? [ownersAreTold(sendMail)] : []),
    ],
    // What is no refusal of its own goes to whoever serves it; without this it would print the error and answer 500 itself.
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    // Its messages may carry what a person typed; failures reach the caller as answers.
    logger: { disabled: true },
  });
  return auth;
}

export type Auth = ReturnType<typeof createAuth>;

/**
 * Serves better-auth's own calls on Node's HTTP server or on Express; it reads the body itself, so it comes before a parser.
 * Attempts are limited by Express's `ip`, which heeds its `trust proxy`, else by the socket's address. Rejects with what goes wrong,
 * {@link AccountsUnavailable} included. With `carry`, what it knows of a session is known of the one that replaces it.
 */
export function toAuthHandler(auth: Auth, carry?: CarrySession): ReturnType<typeof toNodeHandler> {
  const sessionOf = async (cookie: string) =>
    (await auth.api.getSession({ headers: new Headers({ cookie }) }))?.session.id;
  const handler = carry === undefined ? auth.handler : sessionsAreCarried(auth.handler, { carry, sessionOf });
  const answerTo = answerEvenly(refuseBadPasskeys(handler));
  const handle = toNodeHandler(async (request) => {
    const answer = await answerTo(request);
    if (answer.status >= 500) throw new AccountsUnavailable();
    return answer;
  });
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
