import { fail, redirect } from '@sveltejs/kit';
import { apiOf, toAnswer, type Answer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { pathOf, readInstallation } from '#lib/server/read-installation.ts';
import { mayInstall, requireViewer, requireWorkspace, signInPath } from '#lib/server/require-viewer.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const one = '/v1/workspaces/{workspaceId}/installations/{installationId}';

export const load: PageServerLoad = async (event) => {
  const workspace = requireWorkspace(await requireViewer(event), event.params.workspaceId);
  const [{ app, status }, keys] = await Promise.all([
    readInstallation(event),
    apiOf(event).GET(`${one}/keys`, { params: { path: pathOf(event) } }),
  ]);
  const { items, history } = expectAnswer(toAnswer(keys), 'There is no such installation here.');
  const isOver = (key: (typeof items)[number]) => key.status === 'ended' || key.status === 'expired';
  const done = event.url.searchParams.get('done');
  return {
    workspace,
    app,
    status,
    path: `/workspaces/${workspace.id}/apps/${event.params.installationId}`,
    mayManage: mayInstall(workspace),
    present: items.filter((key) => !isOver(key)),
    former: items.filter(isOver),
    history,
    done: done !== null && Object.hasOwn(doneWords, done) ? doneWords[done as keyof typeof doneWords] : null,
  };
};

const doneWords = {
  rotate: 'A new key is on its way to the app\u2019s server.',
  pause: 'The key is paused. Calls with it are refused from now on.',
  resume: 'The key works again.',
  networks: 'From now on the key works from there only.',
  anywhere: 'From now on the key works from anywhere.',
  end: 'The key has been ended. Try the set-up again to give the app another.',
};

export const actions: Actions = {
  rotate: async (event) => {
    const overlapHours = Number((await event.request.formData()).get('overlapHours'));
    const answer = toAnswer(
      await apiOf(event).POST(`${one}/rotate-key`, { params: { path: pathOf(event) }, body: { overlapHours } }),
    );
    if (answer.ok && answer.data.plainKey !== undefined) return { plainKey: answer.data.plainKey };
    return settle(event, answer, 'rotate');
  },
  pause: async (event) => {
    const paused = (await event.request.formData()).get('paused') === 'true';
    const answer = await apiOf(event).PUT(`${one}/key-pause`, { params: { path: pathOf(event) }, body: { paused } });
    return settle(event, toAnswer(answer), paused ? 'pause' : 'resume');
  },
  networks: async (event) => {
    const entered = String((await event.request.formData()).get('networks') ?? '').slice(0, 10_000);
    const networks = entered.split(/[\s,;]+/).filter((network) => network !== '');
    const allowedNetworks = networks.length === 0 ? null : networks;
    const answer = toAnswer(
      await apiOf(event).PUT(`${one}/key-networks`, { params: { path: pathOf(event) }, body: { allowedNetworks } }),
    );
    if (!answer.ok && answer.status === 422)
      return fail(422, { networks: entered, networksError: answer.problem.detail });
    return settle(event, answer, allowedNetworks === null ? 'anywhere' : 'networks');
  },
  end: async (event) => {
    const answer = await apiOf(event).POST(`${one}/end-key`, { params: { path: pathOf(event) } });
    return settle(event, toAnswer(answer), 'end');
  },
};

function settle(event: RequestEvent, answer: Answer<unknown>, done: keyof typeof doneWords) {
  if (answer.ok) redirect(303, `${event.url.pathname}?done=${done}`);
  if (answer.status === 401) redirect(303, signInPath(event.url));
  return fail(answer.status, { failed: answer.problem.detail });
}
