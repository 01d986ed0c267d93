import type { TestPerson } from './plant-people.ts';

/** An answer of the API, its body read as JSON. */
export interface Answer {
  status: number;
  headers: Headers;
  // The shape is what a test is about to find out.
  body: Record<string, unknown> & { id: string; status: string };
}

/** Calls an API over a real connection. */
export async function call(
  url: string,
  {
    method = 'GET',
    token,
    body,
    headers = {},
  }: { method?: string; token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer['body'] };
}

/** Creates an app from a manifest and publishes it. */
export async function publishApp(apiUrl: string, developer: TestPerson, manifest: object) {
  const { token } = developer;
  const made = await call(`${apiUrl}/v1/developer/apps`, { method: 'POST', token, body: { manifest } });
  if (made.status !== 201) throw new Error(`The app was not made: ${JSON.stringify(made.body)}`);
  const { id, signingSecret } = made.body as unknown as { id: string; signingSecret: string };
  const published = await call(`${apiUrl}/v1/developer/apps/${id}/versions`, { method: 'POST', token, body: {} });
  if (published.status !== 201) throw new Error(`The app was not published: ${JSON.stringify(published.body)}`);
  return { id, signingSecret };
}
