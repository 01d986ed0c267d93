/** An answer of the API: its status and its JSON. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** Sends one request; `token` is a personal access token or an installation's key. */
export type Call = (
  method: string,
  path: string,
  options?: { token?: string; body?: unknown; key?: string },
) => Promise<Answer>;

/** A caller of the API at `baseUrl`. */
export function createCaller(baseUrl: string): Call {
  return async (method, path, { token, body, key } = {}) => {
    const response = await fetch(baseUrl + path, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
  };
}

/** Throws, saying both, unless the answer has the status that was expected. */
export function expectStatus(answer: Answer, status: number): Answer {
  if (answer.status === status) return answer;
  const { code, detail } = answer.body;
  throw new Error(`expected ${status}, got ${answer.status} ${String(code ?? '')} ${String(detail ?? '')}`);
}

/** Throws with `message` unless `condition` holds. */
export function expectThat(condition: boolean, message: string): void {
  if (!condition) throw new Error(message);
}
