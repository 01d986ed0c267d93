import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { explainMoved } from '#lib/installations/explain-moved.ts';
import { explainDone, type KeyDeed } from '#lib/keys/explain-done.ts';
import { readNetworks, readOverlap, readPaused } from '#lib/keys/read-key-forms.ts';
import { apiOf, toAnswer, type Answer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { readIdempotencyKey } from '#lib/server/read-idempotency-key.ts';
import { pathOf, readInstallation } from '#lib/server/read-installation.ts';
import { mayInstall, requireViewer, requireWorkspace, signInPath } from '#lib/server/require-viewer.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const one = '/v1/workspaces/{workspaceId}/installations/{installationId}';

export const load: PageServerLoad = async (event) => {
  const workspace = requireWorkspace(await requireViewer(event), event.params.workspaceId);
  const [{ app, status }, { items, history, historyCursor }] = await Promise.all([
    readInstallation(event),
    readKeys(event),
  ]);
  const isOver = (key: (typeof items)[number]) => key.status === 'ended' || key.status === 'expired';
  const present = items.filter((key) => !isOver(key));
  const before = event.url.searchParams.get('before');
  const older = before === null ? undefined : await readHistory(event, before);
  return {
    workspace,
    app,
    status,
    path: `/workspaces/${workspace.id}/apps/${event.params.installationId}`,
    mayManage: mayInstall(workspace),
    present,
    former: items.filter(isOver),
    history: older?.items ?? history,
    isOlder: older !== undefined,
    historyCursor: older === undefined ? historyCursor : older.nextCursor,
    done: explainDone(event.url.searchParams.get('done'), { present, history }),
    // One for each rendering: a double click, or a reload of the answer, is the same rotation.
    idempotencyKey: crypto.randomUUID(),
  };
};

async function readKeys(event: RequestEvent) {
  const answer = await apiOf(event).GET(`${one}/keys`, { params: { path: pathOf(event) } });
  return expectAnswer(toAnswer(answer), m.installed_no_installation());
}

async function readHistory(event: RequestEvent, cursor: string) {
  const params = { path: pathOf(event), query: { cursor } };
  const answer = await apiOf(event).GET(`${one}/key-history`, { params });
  return expectAnswer(toAnswer(answer), m.installed_no_history());
}

export const actions: Actions = {
  rotate: async (event) => {
    const form = await event.request.formData();
    const overlapHours = readOverlap(form);
    const idempotencyKey = readIdempotencyKey(form);
    const params = { path: pathOf(event), header: { 'Idempotency-Key': idempotencyKey } };
    const answer = toAnswer(await apiOf(event).POST(`${one}/rotate-key`, { params, body: { overlapHours } }));
    if (answer.ok && answer.data.plainKey !== undefined) return { plainKey: answer.data.plainKey };
    return settle(event, answer, { done: 'rotate', idempotencyKey });
  },
  pause: async (event) => {
    const paused = readPaused(await event.request.formData());
    const answer = await apiOf(event).PUT(`${one}/key-pause`, { params: { path: pathOf(event) }, body: { paused } });
    return settle(event, toAnswer(answer), { done: paused ? 'pause' : 'resume' });
  },
  networks: async (event) => {
    const form = await event.request.formData();
    const read = readNetworks(form);
    if (!read.ok) return fail(422, { networks: read.entered, networksError: read.message });
    const answer = toAnswer(
      await apiOf(event).PUT(`${one}/key-networks`, {
        params: { path: pathOf(event) },
        body: { allowedNetworks: read.networks },
      }),
    );
    if (!answer.ok && answer.status === 422)
      return fail(422, {
        networks: String(form.get('networks')),
        networksError: answer.problem.detail,
        lang: answer.problem.lang,
      });
    return settle(event, answer, { done: read.networks === null ? 'anywhere' : 'networks' });
  },
  end: async (event) => {
    const answer = await apiOf(event).POST(`${one}/end-key`, { params: { path: pathOf(event) } });
    return settle(event, toAnswer(answer), { done: 'end' });
  },
};

async function settle(event: RequestEvent, answer: Answer<unknown>, deed: { done: KeyDeed; idempotencyKey?: string }) {
  if (answer.ok) redirect(303, `${event.url.pathname}?done=${deed.done}`);
  if (answer.status === 401) redirect(303, signInPath(event.url));
  // When nobody knows whether the request went through, the next try must be the same one.
  const idempotencyKey = answer.status >= 500 ? deed.idempotencyKey : undefined;
  const { app } = await readInstallation(event);
  const { detail, lang } = explainMoved(answer.problem, app.name);
  return fail(answer.status, { idempotencyKey, failed: detail, lang });
}
