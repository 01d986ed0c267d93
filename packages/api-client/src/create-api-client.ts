import createClient, { type Client } from 'openapi-fetch';
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
  return createClient<paths>({
    baseUrl,
    ...(fetch && { fetch }),
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
  });
}
