import { fail, redirect } from '@sveltejs/kit';
import { toMomentField, parseMoment } from '#lib/log/parse-moment.ts';
import { wrongMoment } from '#lib/log/parse-range.ts';
import { logQuery, parseLogFilter, toLogQuery } from '#lib/deliveries/log-filter.ts';
import { apiOf, toAnswer, type Answer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { placeFieldErrors, placeMessages } from '#lib/server/place-field-errors.ts';
import { readOwnApp } from '#lib/server/read-own-app.ts';
import { requireViewer, signInPath } from '#lib/server/require-viewer.ts';
import type { Endpoint } from '#lib/server/api.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const list = '/v1/developer/apps/{appId}/deliveries';
const endpointPath = '/v1/developer/apps/{appId}/endpoint';
const missing = 'There is no such page of the log.';
const ids = { since: 'recover-since' };

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const app = await readOwnApp(event);
  const { searchParams } = event.url;
  const filter = parseLogFilter(searchParams);
  const asked = toLogQuery(filter);
  const [endpoint, page] = await Promise.all([
    apiOf(event).GET(endpointPath, { params: { path: pathOf(event) } }),
    asked.ok ? readPage(event, { ...asked.query, ...cursorOf(searchParams) }) : undefined,
  ]);
  const stands = expectAnswer(toAnswer(endpoint), missing);
  return {
    app,
    path: `/developer/apps/${app.id}/deliveries`,
    filter,
    filterErrors: asked.ok ? null : placeMessages(asked.errors, { since: 'log-since', until: 'log-until' }),
    items: page?.items ?? [],
    nextCursor: page?.nextCursor ?? null,
    endpoint: stands,
    failed: await countFailed(event, stands),
    recoverSince: toMomentField(recoverFrom(searchParams, stands)),
    isNews: searchParams.has('done'),
    now: new Date().toISOString(),
  };
};

export const actions: Actions = {
  pause: async (event) => {
    const answer = await apiOf(event).POST(`${endpointPath}/pause`, { params: { path: pathOf(event) } });
    return settle(event, toAnswer(answer), 'done=pause');
  },
  resume: async (event) => {
    // What it had failed since is forgotten on resuming, and is where recovering should begin.
    const before = toAnswer(await apiOf(event).GET(endpointPath, { params: { path: pathOf(event) } }));
    const failingSince = before.ok ? before.data.failingSince : null;
    const answer = await apiOf(event).POST(`${endpointPath}/resume`, { params: { path: pathOf(event) } });
    const from = failingSince === null ? '' : `&recover=${encodeURIComponent(failingSince)}`;
    return settle(event, toAnswer(answer), `done=resume${from}`);
  },
  recover: async (event) => {
    const entered = String((await event.request.formData()).get('since') ?? '').slice(0, 40);
    const since = parseMoment(entered);
    if (since === undefined) return fail(422, { since: entered, errors: placeMessages({ since: wrongMoment() }, ids) });
    const recoverPath = '/v1/developer/apps/{appId}/recover-deliveries';
    const answer = toAnswer(await apiOf(event).POST(recoverPath, { params: { path: pathOf(event) }, body: { since } }));
    if (answer.ok) return { since: entered, recovery: answer.data };
    if (answer.status === 401) redirect(303, signInPath(event.url));
    return fail(answer.status, { since: entered, errors: placeFieldErrors(answer.problem, ids) });
  },
};

function settle(event: RequestEvent, answer: Answer<unknown>, done: string) {
  if (answer.ok) {
    const query = logQuery(parseLogFilter(event.url.searchParams));
    redirect(303, `${event.url.pathname}${query === '' ? '?' : `${query}&`}${done}`);
  }
  if (answer.status === 401) redirect(303, signInPath(event.url));
  return fail(answer.status, { since: undefined, errors: placeFieldErrors(answer.problem, {}) });
}

type Query = Extract<ReturnType<typeof toLogQuery>, { ok: true }>['query'] & { cursor?: string };

async function readPage(event: RequestEvent, query: Query) {
  const answer = await apiOf(event).GET(list, { params: { path: pathOf(event), query } });
  return expectAnswer(toAnswer(answer), missing);
}

/** How many requests have failed since a server began to fail that is switched off for it, in words. */
async function countFailed(event: RequestEvent, { state, failingSince }: Endpoint): Promise<string | undefined> {
  if (state !== 'disabled' || failingSince === null) return undefined;
  const query = { status: 'failed' as const, since: failingSince, limit: 100 };
  const answer = toAnswer(await apiOf(event).GET(list, { params: { path: pathOf(event), query } }));
  if (!answer.ok) return undefined;
  const { items, nextCursor } = answer.data;
  if (nextCursor !== null) return 'More than 100 requests';
  if (items.length === 0) return undefined;
  return items.length === 1 ? 'One request' : `${items.length} requests`;
}

/** Where recovering is offered to begin: where the failing began, else a day ago. */
function recoverFrom(search: URLSearchParams, { failingSince }: Endpoint): string {
  const asked = parseMoment(search.get('recover') ?? '');
  return asked ?? failingSince ?? new Date(Date.now() - 86_400_000).toISOString();
}

function cursorOf(search: URLSearchParams): { cursor?: string } {
  const cursor = search.get('cursor');
  return cursor === null || cursor === '' ? {} : { cursor };
}

function pathOf({ params: { appId } }: Pick<RequestEvent, 'params'>): { appId: string } {
  return { appId };
}
