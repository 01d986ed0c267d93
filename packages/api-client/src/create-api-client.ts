import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { paths } from './schema.ts';

/** Where the API is and who asks: a personal access token (`mm_pat_...`), or the key of an installation for calls below `/api`. */
export interface ApiClientOptions {
  baseUrl: string;
  token?: string;
  fetch?: (request: Request) => Promise<Response>;
}

/** Every call of both APIs, typed by path: `client.GET('/v1/apps/{slug}', { params: { path: { slug } } })`. */
export type ApiClient = Client<paths>;

/** A client of the two APIs. An answer is `{ data }` or `{ error }`, the latter a problem; only a broken connection throws. */
export function createApiClient({ baseUrl, token, fetch }: ApiClientOptions): ApiClient {
  const client = createClient<paths>({
    baseUrl,
    ...(fetch && { fetch }),
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
  });
  client.use(stayOnPath);
  return client;
}

/**
 * Answers 404 without a call where a path parameter is empty, `.` or `..`: an address takes such a segment away (WHATWG URL, "path
 * state"), so that another call than the one named would be made. No id looks like that.
 */
const stayOnPath: Middleware = {
  onRequest({ params: { path = {} } }) {
    const found = Object.entries(path).find(([, value]) => ['', '.', '..'].includes(String(value)));
    if (found === undefined) return undefined;
    const detail = `There is nothing whose ${found[0]} is "${String(found[1])}".`;
    const problem = { type: 'about:blank', title: 'Not found', status: 404, code: 'not_found', detail };
    const headers = { 'content-type': 'application/problem+json' };
    return new Response(JSON.stringify(problem), { status: 404, headers });
  },
};
