import { fail, redirect } from '@sveltejs/kit';
import { placeTextErrors } from '#lib/manifest/place-text-errors.ts';
import { readManifestText } from '#lib/manifest/read-manifest-text.ts';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { readEntityTag } from '#lib/server/read-entity-tag.ts';
import { readOwnApp } from '#lib/server/read-own-app.ts';
import { requireViewer, signInPath } from '#lib/server/require-viewer.ts';
import { toChangesView } from '#lib/server/to-scope-view.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  return { app: await readOwnApp(event) };
};

export const actions: Actions = {
  compare: async (event) => {
    const { text, wrong } = await readManifestText(await event.request.formData());
    if (wrong !== undefined) return fail(422, { text, errors: [{ message: wrong, href: '#manifest-file' }] });
    return compare(event, text, undefined);
  },
  replace: async (event) => {
    const form = await event.request.formData();
    const text = String(form.get('text') ?? '');
    const etag = readEntityTag(form);
    const read = await check(event, text);
    if (!read.ok) return failed(event, text, read);
    const path = { appId: event.params.appId };
    const answer = toAnswer(
      await apiOf(event).PUT('/v1/developer/apps/{appId}/manifest', {
        params: { path, header: { 'If-Match': etag } },
        body: { manifest: { ...read.data.manifest } },
      }),
    );
    if (answer.ok) redirect(303, `/developer/apps/${path.appId}?done=replaced`);
    // Saved by somebody else since the comparison was shown: it is made anew.
    if (answer.status === 412) return compare(event, text, 'meanwhile');
    return failed(event, text, answer);
  },
};

async function check(event: RequestEvent, text: string) {
  const path = { appId: event.params.appId };
  const answer = await apiOf(event).POST('/v1/developer/apps/{appId}/manifest-checks', {
    params: { path },
    body: { text },
  });
  return toAnswer(answer);
}

async function compare(event: RequestEvent, text: string, stale: 'meanwhile' | undefined) {
  const answer = await check(event, text);
  if (!answer.ok) return failed(event, text, answer);
  const { etag, changes, warnings } = answer.data;
  const compared = { etag, warnings, changes: { ...changes, agreed: toChangesView(changes.agreed) } };
  const { scopes, authInputs, hosts } = changes.agreed;
  const isSame =
    [scopes, authInputs].every(({ added, removed, changed }) => added.length + removed.length + changed.length === 0) &&
    hosts.added.length + hosts.removed.length + changes.texts.length === 0;
  return { text, compared: { ...compared, isSame }, isStale: stale !== undefined };
}

function failed(
  event: RequestEvent,
  text: string,
  { status, problem }: Extract<Awaited<ReturnType<typeof check>>, { ok: false }>,
) {
  if (status === 401) redirect(303, signInPath(event.url));
  return fail(status, { text, errors: placeTextErrors(problem) });
}
