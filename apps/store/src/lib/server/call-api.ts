import { API_URL, ORIGIN } from '$app/env/private';
import type { Cookies } from '@sveltejs/kit';
import type { Problem } from './api.ts';

/** What is needed of a request to speak to the API on its behalf. */
type Asking = { request: Request; cookies: Cookies; url: URL; getClientAddress: () => string };

type Call = { method?: 'GET' | 'POST' | 'DELETE'; body?: unknown; idempotencyKey?: string };

/** An answer of the API: its data, or the problem it named. */
export type Answer<Data> = { ok: true; status: number; data: Data } | { ok: false; status: number; problem: Problem };

const patienceMs = 10_000;

/** The public address of the store, such as `https://store.example.com`: from the setting, else from the request. */
export function publicOrigin(url: URL): string {
  return ORIGIN ?? url.origin;
}

/**
 * Calls the management API as the visitor: forwards the session cookie, hands back the cookies it sets. An API that cannot be reached,
 * or that answers something unreadable, is a problem with the code `unavailable`.
 */
export async function callApi<Data>(asking: Asking, path: string, call: Call = {}): Promise<Answer<Data>> {
  try {
    const response = await fetch(`${API_URL}${path}`, {
      method: call.method ?? 'GET',
      headers: headersFor(asking, call),
      signal: AbortSignal.timeout(patienceMs),
      redirect: 'error',
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
    relayCookies(asking.cookies, response.headers.getSetCookie());
    const text = await response.text();
    if (response.ok) return { ok: true, status: response.status, data: (text ? JSON.parse(text) : {}) as Data };
    return { ok: false, status: response.status, problem: toProblem(response.status, text) };
  } catch {
    return { ok: false, status: 503, problem: unavailable };
  }
}

const unavailable: Problem = {
  title: 'Not reachable',
  status: 503,
  code: 'unavailable',
  detail: 'We could not reach our own service just now. Nothing you entered is lost; please try again in a moment.',
};

function headersFor(asking: Asking, call: Call): Headers {
  const headers = new Headers({ accept: 'application/json' });
  const cookie = asking.request.headers.get('cookie');
  if (cookie) headers.set('cookie', cookie);
  const agent = asking.request.headers.get('user-agent');
  if (agent) headers.set('user-agent', agent);
  headers.set('x-forwarded-for', asking.getClientAddress());
  if (call.method && call.method !== 'GET') headers.set('origin', publicOrigin(asking.url));
  if (call.body !== undefined) headers.set('content-type', 'application/json');
  if (call.idempotencyKey) headers.set('idempotency-key', call.idempotencyKey);
  return headers;
}

function relayCookies(cookies: Cookies, lines: string[]): void {
  for (const line of lines) {
    const { name, value, ...options } = cookies.parse(line);
    if (value === undefined) continue;
    cookies.set(name, value, {
      ...options,
      path: options.path ?? '/',
      httpOnly: options.httpOnly ?? false,
      secure: options.secure ?? false,
    });
  }
}

function toProblem(status: number, text: string): Problem {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) {
      const { title, code, detail, message, errors } = parsed as Partial<Problem> & { message?: string };
      return {
        title: title ?? 'Refused',
        status,
        code: code ?? 'unknown',
        detail: detail ?? message ?? 'The request was refused.',
        ...(Array.isArray(errors) ? { errors } : {}),
      };
    }
  } catch {
    // Not JSON: answered below.
  }
  return { ...unavailable, status };
}
