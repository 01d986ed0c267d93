import { fail, redirect } from '@sveltejs/kit';
import { chooseWorkspace } from '#lib/consent/choose-workspace.ts';
import { apiOf, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { groupScopes } from '#lib/server/group-scopes.ts';
import { placeErrors } from '#lib/server/place-errors.ts';
import { readAuthInputs, withoutSecrets } from '#lib/server/read-auth-inputs.ts';
import { readChanges } from '#lib/server/read-changes.ts';
import { readIdempotencyKey } from '#lib/server/read-idempotency-key.ts';
import { readListing } from '#lib/server/read-listing.ts';
import { mayInstall, requireViewer, signInPath } from '#lib/server/require-viewer.ts';
import { toChangesView } from '#lib/server/to-scope-view.ts';
import type { Listing } from '#lib/server/api.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const viewer = await requireViewer(event);
  const workspace = chooseWorkspace(viewer.workspaces, event.url.searchParams.get('workspace'));
  const [{ scopes, ...listing }, installed] = await Promise.all([readApp(event), findInstalled(event, workspace?.id)]);
  return {
    listing,
    groups: groupScopes(scopes),
    workspace,
    workspaces: viewer.workspaces,
    mayInstall: workspace !== undefined && mayInstall(workspace),
    installed,
    // One for each rendering: a double click, or a reload of the answer, is the same install.
    idempotencyKey: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const listing = await readApp(event);
    const workspaceId = text(form, 'workspace');
    const idempotencyKey = readIdempotencyKey(form);
    const scopes = form.getAll('scope').filter((scope) => typeof scope === 'string');
    const authInputs = readAuthInputs(form, listing.authInputs);
    const answer = toAnswer(
      await apiOf(event).POST('/v1/workspaces/{workspaceId}/installations', {
        params: { path: { workspaceId }, header: { 'Idempotency-Key': idempotencyKey } },
        body: { app: listing.slug, version: text(form, 'version'), scopes, authInputs },
      }),
    );
    if (answer.ok) {
      const { id, plainKey } = answer.data;
      if (plainKey === undefined) redirect(303, `/workspaces/${workspaceId}/apps/${id}`);
      // Shown in this one answer, and nowhere else: not in an address, a cookie or a log.
      return { installed: { plainKey, path: `/workspaces/${workspaceId}/apps/${id}` } };
    }
    if (answer.status === 401) redirect(303, signInPath(event.url));
    const isOutdated = answer.problem.code === 'consent_outdated';
    const changes = isOutdated ? await readChanges(event, event.params.slug, text(form, 'version')) : null;
    return fail(answer.status, {
      changes: changes && toChangesView(changes),
      errors: placeErrors(answer.problem, listing.authInputs),
      values: withoutSecrets(authInputs, listing.authInputs),
      scopes,
      // When nobody knows whether the request went through, the next try must be the same one.
      idempotencyKey: answer.status >= 500 ? idempotencyKey : crypto.randomUUID(),
    });
  },
};

async function readApp(event: RequestEvent): Promise<Listing> {
  const answer = await readListing(event, event.params.slug);
  return expectAnswer(answer, 'There is no such app in the store. It may have been withdrawn.');
}

async function findInstalled(event: RequestEvent, workspaceId: string | undefined): Promise<string | null> {
  if (workspaceId === undefined) return null;
  const query = { limit: 100 };
  const answer = toAnswer(
    await apiOf(event).GET('/v1/workspaces/{workspaceId}/installations', { params: { path: { workspaceId }, query } }),
  );
  if (!answer.ok) return null;
  const found = answer.data.items.find(({ app, status }) => app.slug === event.params.slug && status !== 'uninstalled');
  return found?.id ?? null;
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
