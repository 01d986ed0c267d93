import { parseAddress } from '@minimart/keys';
import { isRefusal, Refusal, zodFieldErrors, type FieldError } from '@minimart/problem';
import { Router, type Request, type Response } from 'express';
import { assertSameOrigin } from './assert-same-origin.ts';
import { hasBody } from './has-body.ts';
import { goneSignal } from './gone-signal.ts';
import { pickLanguage } from './pick-language.ts';
import { refuseOtherMethods, toExpressPath } from './refuse-other-methods.ts';
import { sendStream } from './send-stream.ts';
import { sendShared } from './send-shared.ts';
import { meetsDemand, refuseToken } from './token-demand.ts';
import type { Actor, Authenticate } from './actor.ts';
import type { Route, RouteCall } from './route.ts';

/** What every route needs from outside. */
export interface RouteSurroundings {
  authenticate: Authenticate;
  baseUrl: string;
  /** What translated answers can be in, as language tags; the first is that of whoever asks for none of them. */
  languages: readonly string[];
}

/** Serves routes: parse, find out who asks, act, present. What a handler throws goes to the error handler; a method that a path lacks is 405. */
export function mountRoutes(routes: readonly Route[], surroundings: RouteSurroundings): Router {
  const router = Router();
  for (const route of routes) {
    router[route.method](toExpressPath(route.path), (request, response) =>
      serve(route, surroundings, { request, response }),
    );
  }
  refuseOtherMethods(router, routes);
  return router;
}

async function serve(
  route: Route,
  { authenticate, baseUrl, languages }: RouteSurroundings,
  { request, response }: { request: Request; response: Response },
): Promise<void> {
  const actor = await findActor(route, authenticate, { request, response });
  if (actor?.by === 'session') assertSameOrigin(request, baseUrl);
  const input = parseInput(route, request);
  const language = route.translated ? pickLanguage(request.get('accept-language'), languages) : 'en';
  const call = {
    ...input,
    actor,
    language,
    header: (name: string) => request.get(name),
    address: request.ip,
    get signal() {
      return goneSignal(response);
    },
  };
  const answer = await route.handle(call as RouteCall<never, never, never, never>);
  // Never for who is signed in: what they get may show what is theirs.
  const isShared = route.shared && actor === undefined && answer.headers?.['cache-control'] !== 'no-store';
  if (route.translated) response.set('content-language', language).vary('accept-language');
  if (isShared && !('stream' in answer)) return sendShared(response, answer);
  response.status(route.status).set({ 'cache-control': 'no-store', ...answer.headers });
  if ('stream' in answer) await sendStream(answer, response);
  else response.json(answer.body);
}

/**
 * Who asks, where that has to be known. A public page is readable with a stale token or session, and with a token that may not: it is then read as by nobody.
 * Refuses `signed_out`, `token_invalid`, `token_scope_missing` and `session_required`.
 */
export async function findActor(
  route: Pick<Route, 'access' | 'tokenScope'>,
  authenticate: Authenticate,
  { request, response }: { request: Request; response: Response },
): Promise<Actor | undefined> {
  try {
    const actor = await authenticate(request.headers);
    if (actor !== undefined) {
      if (!meetsDemand(actor, route.tokenScope)) {
        if (route.access === 'public') return undefined;
        refuseToken(route.tokenScope, response);
      }
      return { ...actor, address: parseAddress(request.ip) ?? null, userAgent: request.get('user-agent') };
    }
    if (route.access === 'public') return undefined;
  } catch (error) {
    if (route.access !== 'public' || !isRefusal(error)) throw error;
    return undefined;
  }
  throw new Refusal({
    code: 'signed_out',
    detail: 'Sign in first, or send a personal access token: Authorization: Bearer mm_pat_...',
  });
}

function parseInput(route: Route, request: Request) {
  const errors: FieldError[] = [];
  const parse = (part: 'params' | 'query' | 'body', raw: unknown) => {
    const parsed = route[part]?.safeParse(raw);
    if (parsed?.success === false) errors.push(...zodFieldErrors(parsed.error, part === 'body' ? '' : part));
    return parsed?.data;
  };
  if (route.body !== undefined && request.body === undefined && hasBody(request)) {
    throw new Refusal({
      code: 'unsupported_media_type',
      detail: 'Send the body as JSON, with Content-Type: application/json.',
    });
  }
  const parts = {
    params: parse('params', request.params),
    query: parse('query', request.query),
    body: parse('body', request.body ?? {}),
    idempotencyKey: route.idempotent ? request.get('idempotency-key') : undefined,
  };
  if (errors.length === 0) return parts;
  const detail = errors.map(({ path, message }) => `${path === '' ? 'The body' : path}: ${message}`).join(' ');
  throw new Refusal({ code: 'invalid_request', detail, errors });
}
