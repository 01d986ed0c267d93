import { API_URL } from '$app/env/private';
import { createApiClient } from '@minimart/api-client';
import { speakFor, unavailable, type Asking } from './call-api.ts';
import { fetchTraced } from './trace-request.ts';
import { pathOf } from './read-installation.ts';

type AskingFor = Asking & { params: { workspaceId: string; installationId: string } };

const patienceMs = 10_000;

/**
 * How far an installation has come, as the API tells it to the visitor: server-sent events where they ask for them, else JSON. What comes is passed on
 * piece by piece, and whoever leaves ends the stream behind it.
 */
export async function relayProgress(asking: AskingFor): Promise<Response> {
  const client = createApiClient({ baseUrl: API_URL, fetch: (request) => send(asking, request) });
  const path = '/v1/workspaces/{workspaceId}/installations/{installationId}/progress';
  try {
    const { error, response } = await client.GET(path, { params: { path: pathOf(asking) }, parseAs: 'stream' });
    if (error === undefined) return new Response(response.body, { status: response.status, headers: headOf(response) });
    return Response.json(error, { status: response.status, headers: headOf(response) });
  } catch {
    // A connection that breaks, or an answer that keeps us waiting: the visitor's page asks again by itself.
    return Response.json(unavailable(503), { status: 503 });
  }
}

async function send(asking: Asking, request: Request): Promise<Response> {
  speakFor(asking, request);
  for (const name of ['accept', 'last-event-id']) {
    const value = asking.request.headers.get(name);
    if (value !== null) request.headers.set(name, value);
  }
  // For the head of the answer alone: the events that follow take as long as they take.
  const impatience = new AbortController();
  const timer = setTimeout(() => impatience.abort(), patienceMs);
  try {
    const signal = AbortSignal.any([asking.request.signal, impatience.signal]);
    return await fetchTraced(request, { signal, redirect: 'error' });
  } finally {
    clearTimeout(timer);
  }
}

function headOf({ headers }: Response): Headers {
  const head = new Headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  for (const name of ['content-type', 'retry-after']) {
    const value = headers.get(name);
    if (value !== null) head.set(name, value);
  }
  return head;
}
