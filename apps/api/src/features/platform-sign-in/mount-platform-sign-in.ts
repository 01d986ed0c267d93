import type { PlatformFailure } from '@minimart/accounts';
import { isRefusal, Refusal } from '@minimart/problem';
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Services } from '../../compose.ts';
import { limitByAddress } from '../../http/limit-by-address.ts';
import { refuseOtherMethods } from '../../http/refuse-other-methods.ts';
import { endPlatformSessions } from './end-platform-sessions.ts';
import { finishSignIn } from './finish-sign-in.ts';
import { parseNextPath } from './parse-next-path.ts';
import { createSignInCookie } from './sign-in-cookie.ts';
import { platformPath } from './create-platform.ts';

const usualPage = '/sign-in';

/**
 * Sign-in by the platform's own accounts, below `/v1/auth/platform`: visitors are sent there, come back, and are sent on to a page of the store, in any case;
 * what went wrong is told on the sign-in page. Nothing is served where the settings name no platform. With sign-in by password off, the
 * platform alone lets people in: what belongs to passwords is refused, and so are passkeys, or whom the platform has removed would come back by theirs.
 */
export function mountPlatformSignIn(services: Services): Router {
  const { platform, config, sealer, clock, logger, signInLimiter } = services;
  const router = Router();
  if (!config.passwordSignIn) router.all(ownWays, refuseOwnWays);
  if (platform === undefined) return router;
  const cookie = createSignInCookie({ baseUrl: config.baseUrl, sealer });

  const leave = (response: Response, path: string, cookies: string[]) => {
    response
      .set('cache-control', 'no-store')
      .append('set-cookie', cookies)
      .redirect(303, config.baseUrl + path);
  };
  const fail = (response: Response, failure: PlatformFailure, { page, next }: { page: string; next: string }) => {
    const { reason, detail, field, fault } = failure;
    const level = reason === 'ours' ? 'error' : 'warn';
    if (reason !== 'cancelled') logger[level]({ reason, detail }, 'a sign-in by the platform failed');
    const query = new URLSearchParams({ platform: reason, ...(field && fault ? { field, fault } : {}), next });
    leave(response, `${page}?${query}`, [cookie.clear()]);
  };

  /** Somebody waits before a page, to whom a problem document would say nothing. */
  const onPage =
    (act: (request: Request, response: Response) => Promise<void>) => async (request: Request, response: Response) => {
      try {
        await act(request, response);
      } catch (error) {
        const begun = cookie.read(request.headers.cookie, clock.now());
        const back = { page: begun?.signInPage ?? usualPage, next: begun?.next ?? '/' };
        fail(response, explainError(error), back);
      }
    };

  refuseOtherMethods(router, [
    { method: 'get', path: platformPath },
    { method: 'get', path: `${platformPath}/callback` },
    { method: 'post', path: `${platformPath}/back-channel-logout` },
  ]);

  router.get(
    platformPath,
    onPage(async ({ query }, response) => {
      const next = parseNextPath(query['next']);
      const page = parseSignInPage(query['from']);
      const begun = await platform.begin(parseLanguage(query['language']));
      if (!begun.ok) return fail(response, begun, { page, next });
      const line = cookie.write({ checks: begun.checks, next, signInPage: page }, clock.now());
      response.set('cache-control', 'no-store').append('set-cookie', line).redirect(303, begun.url);
    }),
  );

  const limit = limitByAddress({ name: 'platform-sign-in', rate: config.signInLimit, limiter: signInLimiter });
  router.get(
    `${platformPath}/callback`,
    onPage(async (request, response) => {
      await limit(request, response, () => {});
      const { cookie: sent } = request.headers;
      const begun = cookie.read(sent, clock.now());
      const query = new URL(request.url, config.baseUrl).searchParams;
      const [address, userAgent] = [request.ip, request.get('user-agent')];
      const finished = await finishSignIn(services, { query, begun, cookie: sent, address, userAgent });
      if (!finished.ok)
        return fail(response, finished, { page: begun?.signInPage ?? usualPage, next: begun?.next ?? '/' });
      leave(response, finished.next, [cookie.clear(), ...finished.cookies]);
    }),
  );

  router.post(
    `${platformPath}/back-channel-logout`,
    express.urlencoded({ extended: false, limit: '16kb', inflate: false, parameterLimit: 10 }),
    async ({ body }: Request, response: Response) => {
      const token = (body as Record<string, unknown> | undefined)?.['logout_token'];
      const ended = await endPlatformSessions(services, typeof token === 'string' ? token : '');
      response.set('cache-control', 'no-store');
      if (ended.ok) return void response.status(200).end();
      logger.warn({ reason: ended.reason, detail: ended.detail }, 'a sign-out by the platform was refused');
      const status = ended.reason === 'unreachable' ? 503 : 400;
      response.status(status).json({ error: 'invalid_request', error_description: ended.detail });
    },
  );

  return router;
}

function explainError(error: unknown): PlatformFailure {
  if (isRefusal(error) && error.code === 'too_many_requests')
    return { ok: false, reason: 'too_many', detail: 'Too many answers came from one address.' };
  return { ok: false, reason: 'ours', detail: error instanceof Error ? (error.stack ?? error.message) : 'unknown' };
}

// Those of better-auth that begin with a password or a passkey, or give one.
const ownWays = [
  'sign-in/email',
  'sign-up/email',
  'request-password-reset',
  'reset-password',
  'change-password',
  'passkey/generate-authenticate-options',
  'passkey/verify-authentication',
  'passkey/generate-register-options',
  'passkey/verify-registration',
].map((call) => `/v1/auth/${call}`);

const refuseOwnWays: RequestHandler = () => {
  throw new Refusal({
    code: 'password_sign_in_off',
    detail: 'Accounts of this store have no passwords and no passkeys. Sign in by the platform that runs it.',
  });
};

/** The sign-in page in one of the languages. */
function parseSignInPage(from: unknown): string {
  return typeof from === 'string' && /^(\/[a-z]{2})?\/sign-in$/.test(from) ? from : usualPage;
}

function parseLanguage(language: unknown): string | undefined {
  return typeof language === 'string' && /^[a-z]{2}$/.test(language) ? language : undefined;
}
