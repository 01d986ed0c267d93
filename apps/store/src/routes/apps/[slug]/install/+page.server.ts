import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { stopFor } from '#lib/approvals/stop-for.ts';
import { switchIntent } from '#lib/consent/switch-workspace.ts';
import { chooseWorkspace } from '#lib/consent/choose-workspace.ts';
import type { Remembered } from '#lib/consent/RememberedNote.svelte';
import { asShown } from '#lib/server/as-shown.ts';
import { apiOf, publicOrigin, toAnswer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { groupScopes } from '#lib/server/group-scopes.ts';
import { placeErrors } from '#lib/server/place-errors.ts';
import { readAuthInputs, withoutSecrets } from '#lib/consent/read-auth-inputs.ts';
import { readChanges } from '#lib/server/read-changes.ts';
import { readIdempotencyKey } from '#lib/server/read-idempotency-key.ts';
import { readDraftListing } from '#lib/server/read-draft-listing.ts';
import { readListing } from '#lib/server/read-listing.ts';
import { signInAgain } from '#lib/server/sign-in-again.ts';
import { keepEntries, takeEntries } from '#lib/server/kept-entries.ts';
import { lastWorkspace } from '#lib/server/last-workspace.ts';
import { findOwnAsk } from '#lib/server/find-own-ask.ts';
import { readPolicy } from '#lib/server/read-policy.ts';
import { mayInstall, requireViewer } from '#lib/server/require-viewer.ts';
import { toChangesView } from '#lib/server/to-scope-view.ts';
import type { Installation, Listing, Problem } from '#lib/server/api.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

// What is filled in is checked before it is sent.
export const csr = true;

export const load: PageServerLoad = async (event) => {
  const viewer = await requireViewer(event);
  const draft = event.url.searchParams.get('draft');
  // A draft goes into the sandbox alone.
  const workspaces = draft === null ? viewer.workspaces : viewer.workspaces.filter(({ isSandbox }) => isSandbox);
  const workspace = chooseWorkspace(workspaces, event.url.searchParams.get('workspace') ?? lastWorkspace(event));
  const [{ scopes, ...listing }, former, policy, ask] = await Promise.all([
    readApp(event),
    findInstallations(event, workspace?.id),
    workspace && readPolicy(event, workspace.id),
    workspace && findOwnAsk(event, workspace.id),
  ]);
  const installed = former.find(({ status }) => status !== 'uninstalled')?.id ?? null;
  const manages = workspace !== undefined && mayInstall(workspace);
  const last = installed === null && manages ? former[0] : undefined;
  return {
    listing,
    groups: groupScopes(scopes),
    workspace,
    workspaces,
    isDraft: draft !== null,
    link: listing.link,
    // What the address says besides the workspace: how the app was come to.
    way: wayOf(event.url),
    stop: workspace && policy && stopFor({ role: workspace.role, policy, appId: listing.id }),
    ask,
    installed,
    kept: takeEntries(event, viewer.user.id),
    now: new Date().toISOString(),
    remembered:
      workspace &&
      last &&
      (await readRemembered(event, { installationId: last.id, workspaceId: workspace.id }, listing.authInputs)),
    language: event.locals.locale,
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
    // The ask form has an intent of its own besides.
    if (form.getAll('intent').includes(switchIntent))
      switchWorkspace(event, form, { inputs: listing.authInputs, scopes });
    if (form.get('intent') === 'ask') return askInstead(event, { form, workspaceId, scopes, idempotencyKey });
    const authInputs = readAuthInputs(form, listing.authInputs);
    const answer = toAnswer(
      await apiOf(asShown(event, form)).POST('/v1/workspaces/{workspaceId}/installations', {
        params: { path: { workspaceId }, header: { 'Idempotency-Key': idempotencyKey } },
        body: { ...appOf(event.url, listing), version: text(form, 'version'), scopes, authInputs },
      }),
    );
    if (answer.ok) {
      const { id, plainKey } = answer.data;
      if (plainKey === undefined) redirect(303, `/workspaces/${workspaceId}/apps/${id}`);
      // Shown in this one answer, and nowhere else: not in an address, a cookie or a log.
      return { installed: { plainKey, path: `/workspaces/${workspaceId}/apps/${id}` } };
    }
    const values = withoutSecrets(authInputs, listing.authInputs);
    if (answer.status === 401) signInAgain(event, form, { values, scopes });
    const isOutdated = answer.problem.code === 'consent_outdated';
    const changes = isOutdated ? await readChanges(event, event.params.slug, text(form, 'version')) : null;
    return fail(answer.status, {
      changes: changes && toChangesView(changes),
      errors: placeErrors(answer.problem, listing.authInputs),
      values,
      scopes,
      // When nobody knows whether the request went through, the next try must be the same one.
      idempotencyKey: answer.status >= 500 ? idempotencyKey : crypto.randomUUID(),
    });
  },
};

/** Leads to another workspace, with what was entered for this one. */
function switchWorkspace(
  event: RequestEvent,
  form: FormData,
  { inputs, scopes }: { inputs: Listing['authInputs']; scopes: string[] },
): never {
  const open = withoutSecrets(readAuthInputs(form, inputs), inputs);
  // The ask has a note; an auth input may bear that name, too, and has a field of another.
  const note = text(form, 'note').slice(0, 500);
  const secure = publicOrigin(event.url).startsWith('https:');
  const values = { ...open, ...(note !== '' && { note }) };
  keepEntries({ cookies: event.cookies, url: event.url, secure }, form, { values, scopes, isSwitch: true });
  redirect(
    303,
    `${event.url.pathname}?${new URLSearchParams([['workspace', text(form, 'into')], ...wayOf(event.url)])}`,
  );
}

interface Asking {
  form: FormData;
  workspaceId: string;
  scopes: string[];
  idempotencyKey: string;
}

/** Asks those who may install, instead of installing. */
async function askInstead(event: RequestEvent, { form, workspaceId, scopes, idempotencyKey }: Asking) {
  const note = text(form, 'note').slice(0, 2000);
  const answer = toAnswer(
    await apiOf(event).POST('/v1/workspaces/{workspaceId}/install-requests', {
      params: { path: { workspaceId }, header: { 'Idempotency-Key': idempotencyKey } },
      body: { app: event.params.slug, version: text(form, 'version'), scopes, note },
    }),
  );
  if (answer.ok) redirect(303, `/workspaces/${workspaceId}/requests/${answer.data.id}?done=asked`);
  if (answer.status === 401) signInAgain(event, form, { values: { note }, scopes });
  const errors = placeErrors(answer.problem, []);
  return fail(answer.status, {
    errors: { ...errors, fields: fieldsOf(answer.problem, ['note']) },
    values: { note },
    scopes,
    idempotencyKey: answer.status >= 500 ? idempotencyKey : crypto.randomUUID(),
  });
}

function fieldsOf({ errors = [] }: Problem, names: string[]): Record<string, string> {
  const found = errors.filter(({ path }) => names.includes(path));
  return Object.fromEntries(found.map(({ path, message }) => [path, message]));
}

async function readApp(event: RequestEvent): Promise<Listing> {
  const [draft, link] = [event.url.searchParams.get('draft'), event.url.searchParams.get('link')];
  if (draft !== null) return readDraftListing(event, draft, 'installed');
  const answer = await readListing(event, event.params.slug, { page: 'consent', link });
  return expectAnswer(answer, link ? m.consent_no_link() : m.consent_no_app());
}

/** What the address says of how the app was come to: by a link, or as a draft. */
function wayOf(url: URL): [name: string, value: string][] {
  return [...url.searchParams].filter(([name]) => name === 'link' || name === 'draft');
}

/** How the API is told which app: by its slug, with the link where there is one; a draft by the id of its app. */
function appOf({ searchParams }: URL, { id, slug }: Listing) {
  if (searchParams.has('draft')) return { app: id, draft: true as const };
  const link = searchParams.get('link');
  return { app: slug, ...(link !== null && { link }) };
}

/** The installations of the app that the workspace has and had, newest first. */
async function findInstallations(event: RequestEvent, workspaceId: string | undefined): Promise<Installation[]> {
  if (workspaceId === undefined) return [];
  const query = { app: event.params.slug, limit: 25 };
  const answer = toAnswer(
    await apiOf(event).GET('/v1/workspaces/{workspaceId}/installations', { params: { path: { workspaceId }, query } }),
  );
  return answer.ok ? answer.data.items : [];
}

/** What is remembered of the last installation and fits what the app asks for now; undefined where nothing is, or where it is not wanted. */
async function readRemembered(
  event: RequestEvent,
  { installationId, workspaceId }: { installationId: string; workspaceId: string },
  inputs: Listing['authInputs'],
): Promise<Remembered | undefined> {
  const { searchParams } = event.url;
  if (searchParams.get('remembered') === 'no') return undefined;
  const path = '/v1/workspaces/{workspaceId}/installations/{installationId}/farewell';
  const answer = toAnswer(await apiOf(event).GET(path, { params: { path: { workspaceId, installationId } } }));
  if (!answer.ok) return undefined;
  const open = new Map(inputs.filter(({ secret }) => !secret).map((input) => [input.name, input]));
  const fits = answer.data.remembered.filter(({ name, type }) => open.get(name)?.type === type);
  if (fits.length === 0) return undefined;
  return {
    values: Object.fromEntries(fits.map(({ name, value }) => [name, value])),
    titles: fits.map(({ name, title }) => open.get(name)?.title ?? title),
    emptyPath: `?${new URLSearchParams([['workspace', workspaceId], ...wayOf(event.url), ['remembered', 'no']])}`,
    farewellPath: `/workspaces/${workspaceId}/apps/${installationId}/farewell`,
  };
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
