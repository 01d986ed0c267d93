import { fail, redirect } from '@sveltejs/kit';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { readOwnApp } from '#lib/server/read-own-app.ts';
import { requireViewer, signInPath } from '#lib/server/require-viewer.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

// Its status changes while it is being looked at.
export const csr = true;

const one = '/v1/developer/apps/{appId}/deliveries/{deliveryId}';
const missing = 'This app has no such delivery.';

const doneWords = {
  again: 'It is sent again now.',
  'new-key': 'The installation gets a new key. This is the request that hands it over.',
};

export const load: PageServerLoad = async (event) => {
  event.depends('store:delivery');
  await requireViewer(event);
  const params = { path: pathOf(event) };
  const [app, delivery, endpoint] = await Promise.all([
    readOwnApp(event),
    apiOf(event).GET(one, { params }),
    apiOf(event).GET('/v1/developer/apps/{appId}/endpoint', { params }),
  ]);
  const { state, restingUntil } = expectAnswer(toAnswer(endpoint), missing);
  const done = event.url.searchParams.get('done');
  return {
    app,
    path: `/developer/apps/${app.id}/deliveries`,
    delivery: expectAnswer(toAnswer(delivery), missing),
    endpoint: { state, restingUntil },
    done: done === 'again' || done === 'new-key' ? doneWords[done] : null,
    now: new Date().toISOString(),
  };
};

export const actions: Actions = {
  replay: async (event) => {
    const answer = toAnswer(await apiOf(event).POST(`${one}/replay`, { params: { path: pathOf(event) } }));
    if (answer.ok) {
      const { deliveryId, newKey } = answer.data;
      const log = `/developer/apps/${event.params.appId}/deliveries`;
      redirect(303, `${log}/${deliveryId}?done=${newKey ? 'new-key' : 'again'}`);
    }
    if (answer.status === 401) redirect(303, signInPath(event.url));
    return fail(answer.status, { failed: answer.problem.detail });
  },
};

function pathOf({ params: { appId, deliveryId } }: Pick<RequestEvent, 'params'>) {
  return { appId, deliveryId };
}
