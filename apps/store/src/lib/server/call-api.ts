import { API_URL, ORIGIN } from '$app/env/private';
import { createApiClient, type ApiClient, type Problem } from '@minimart/api-client';
import { m } from '@minimart/messages';
import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { fetchTraced } from './trace-request.ts';
import { tellProblem, type ToldProblem } from './tell-problem.ts';

/** What is needed of a visitor's request to speak to the API on their behalf. */
export type Asking = Pick<RequestEvent, 'request' | 'cookies' | 'url' | 'locals' | 'getClientAddress'>;

/** An answer of the API: its data, or the problem it named, in the language of the page. */
export type Answer<Data> = { ok: true; data: Data } | { ok: false; status: number; problem: ToldProblem };

const usualPatienceMs = 10_000;

/** The public address of the store, such as `https://store.example.com`: from the setting, else from the request. */
export function publicOrigin(url: URL): string {
  return ORIGIN ?? url.origin;
}

/** The management API, asked as the visitor: their cookies go along, and the cookies it sets come back to them. Waits 10 s unless told otherwise. */
export function apiOf(asking: Asking, { patienceMs = usualPatienceMs } = {}): ApiClient {
  return createApiClient({ baseUrl: API_URL, fetch: (request) => send(asking, request, patienceMs) });
}

/** What a call of {@link apiOf} came to, as one value. */
export function toAnswer<Data>(result: { data?: Data; error?: Problem; response: Response }): Answer<Data> {
  const { data, error, response } = result;
  if (response.ok && data !== undefined) return { ok: true, data };
  return { ok: false, status: response.status, problem: tellProblem(error ?? unavailable(response.status)) };
}

/** What a call of sign-in came to; `code` says why it was refused. */
export interface AuthAnswer {
  status: number;
  code: string | undefined;
  body: Record<string, unknown>;
}

/** Posts to a call below `/v1/auth/`, which the OpenAPI document does not name: signing up, in and out, passwords, second steps. */
export async function postToAuth(asking: Asking, call: string, body: object): Promise<AuthAnswer> {
  const headers = { 'content-type': 'application/json' };
  const request = new Request(`${API_URL}/v1/auth/${call}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const answer = await send(asking, request);
  const said = ((await answer.json()) ?? {}) as Record<string, unknown>;
  const code = typeof said['code'] === 'string' ? said['code'] : undefined;
  return { status: answer.status, code, body: said };
}

/** An API that cannot be reached, or that answers no JSON, is a problem with the code `unavailable`; nothing is thrown. */
async function send(asking: Asking, request: Request, patienceMs = usualPatienceMs): Promise<Response> {
  speakFor(asking, request);
  try {
    const response = await fetchTraced(request, { signal: AbortSignal.timeout(patienceMs), redirect: 'error' });
    relayCookies(asking.cookies, response.headers.getSetCookie());
    if (response.status === 429 || response.status === 503)
      asking.locals.retryAfter = response.headers.get('retry-after') ?? undefined;
    if (response.headers.get('content-type')?.includes('json')) return response;
    await response.body?.cancel();
    return Response.json(unavailable(503), { status: response.ok ? 503 : response.status });
  } catch {
    return Response.json(unavailable(503), { status: 503 });
  }
}

/** What is told where the API gives no answer of its own. */
export function unavailable(status: number): Problem {
  return {
    type: 'about:blank',
    title: 'Not reachable',
    status,
    code: 'unavailable',
    detail: m.error_unavailable(),
  };
}

/** Says in a request to the API who asks, and that JSON is taken. */
export function speakFor(asking: Asking, { headers, method }: Request): void {
  headers.set('accept', 'application/json');
  headers.set('accept-language', asking.locals.locale);
  const cookie = cookiesOf(asking.cookies);
  if (cookie !== '') headers.set('cookie', cookie);
  for (const name of ['user-agent', 'x-request-id']) {
    const value = asking.request.headers.get(name);
    if (value) headers.set(name, value);
  }
  const address = clientAddress(asking);
  if (address !== undefined) headers.set('x-forwarded-for', address);
  if (method !== 'GET') headers.set('origin', publicOrigin(asking.url));
}

/** The visitor's address, by which the API limits sign-ins; unknown to a request that came around the proxy that was promised. */
export function clientAddress({ getClientAddress }: Asking): string | undefined {
  try {
    return getClientAddress();
  } catch {
    return undefined;
  }
}

/** The visitor's cookies as they are now: an answer of the API may have replaced one since the request came, as a new session does. */
function cookiesOf(cookies: Cookies): string {
  const kept = cookies.getAll().filter(({ value }) => value !== '');
  return kept.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
}

function relayCookies(cookies: Cookies, lines: string[]): void {
  for (const line of lines) {
    const { name, value, path = '/', httpOnly = false, secure = false, ...options } = cookies.parse(line);
    if (value !== undefined) cookies.set(name, value, { ...options, path, httpOnly, secure });
  }
}
