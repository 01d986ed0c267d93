import { Wrong } from '../telling/expect-that.ts';

/** What came back from one HTTP call. */
export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

/** One HTTP call; `token` is a personal access token or an API key. */
export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  token?: string;
  /** Sent as JSON; a string is sent as it is, to be able to send what is no JSON. */
  body?: unknown;
  /** The `Idempotency-Key` of a POST; a new one without it. */
  idempotencyKey?: string;
}

/** The fields of a problem that the story reads. */
export interface Problem {
  status: number;
  code: string;
  detail: string;
  message?: string;
  needed?: string;
  errors?: { path: string; message: string }[];
}

/** Calls the system's public HTTP API; `Body` is what the caller expects, checked by the steps. */
export type Caller = <Body>(call: Call) => Promise<Answer<Body>>;

/** A caller for one origin. POST carries an `Idempotency-Key`, as the API asks of calls that create. */
export function createCaller(baseUrl: string): Caller {
  return async <Body>({ method = 'GET', path, token, body, idempotencyKey }: Call) => {
    const headers = new Headers({ accept: 'application/json' });
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    if (body !== undefined) headers.set('content-type', 'application/json');
    if (method === 'POST') headers.set('idempotency-key', idempotencyKey ?? crypto.randomUUID());
    const init = { method, headers, signal: AbortSignal.timeout(20_000) };
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const response = await fetch(`${baseUrl}${path}`, { ...init, ...sent });
    return { status: response.status, headers: response.headers, body: readJson(await response.text(), path) as Body };
  };
}

function readJson(text: string, path: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    throw new Wrong(`${path} answered with something that is no JSON: ${text.slice(0, 120)}`);
  }
}
