import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { mayInstallAs } from '#lib/approvals/stop-for.ts';
import { readAuthInputs, withoutSecrets } from '#lib/consent/read-auth-inputs.ts';
import { readOpenEntries } from '#lib/consent/read-open-entries.ts';
import { fillAuthInputs } from '#lib/installations/fill-auth-inputs.ts';
import { explainMoved } from '#lib/installations/explain-moved.ts';
import { explainDone, type InstallationDeed } from '#lib/installations/explain-done.ts';
import { asShown } from '#lib/server/as-shown.ts';
import { apiOf, toAnswer, type Answer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { iconNode } from '#lib/server/icon-node.ts';
import { takeEntries } from '#lib/server/kept-entries.ts';
import { placeErrors } from '#lib/server/place-errors.ts';
import { readChanges } from '#lib/server/read-changes.ts';
import { readIdempotencyKey } from '#lib/server/read-idempotency-key.ts';
import { toChangesView, toScopeView } from '#lib/server/to-scope-view.ts';
import { pathOf, readInstallation } from '#lib/server/read-installation.ts';
import { readReviewState } from '#lib/server/read-review-state.ts';
import { readPolicy } from '#lib/server/read-policy.ts';
import { readProgress } from '#lib/server/read-progress.ts';
import { mayInstall, requireViewer, requireWorkspace, signInPath } from '#lib/server/require-viewer.ts';
import { signInAgain } from '#lib/server/sign-in-again.ts';
import type { AuthInput, Installation } from '#lib/server/api.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

// Its status changes while it is being looked at.
export const csr = true;

const one = '/v1/workspaces/{workspaceId}/installations/{installationId}';

export const load: PageServerLoad = async (event) => {
  event.depends('store:installation');
  const viewer = await requireViewer(event);
  const workspace = requireWorkspace(viewer, event.params.workspaceId);
  // Before what it is the revision of: at worst the page looks once too often.
  const progress = await readProgress(event);
  const kept = takeEntries(event, viewer.user.id);
  const [{ plainKey: _, ...installation }, update, consents, policy, review] = await Promise.all([
    readInstallation(event),
    readUpdate(event),
    readConsents(event),
    readPolicy(event, workspace.id),
    readReviewState(event),
  ]);
  const isEditing = event.url.searchParams.has('edit') || (kept !== undefined && installation.status === 'pending');
  const correctable = installation.status === 'failed' || isEditing;
  const grant = installation.grant.map((scope) => ({ ...scope, description: '', icon: iconNode(scope.icon) }));
  return {
    workspace,
    mayManage: mayInstall(workspace),
    mayRetry: mayInstallAs(workspace.role, policy),
    installation,
    progress,
    granted: grant.filter(({ granted }) => granted),
    leftOff: grant.filter(({ granted }) => !granted),
    filled: fillAuthInputs(installation.authInputs),
    hasChanged: event.url.searchParams.has('changed'),
    editing: correctable,
    now: new Date().toISOString(),
    update,
    consents,
    kept,
    review,
    done: explainDone(event.url.searchParams.get('done')),
    language: event.locals.locale,
    // One for each rendering: a double click, or a reload of the answer, is the same decision.
    idempotencyKey: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  retry: async (event) => {
    const form = await event.request.formData();
    await keepOverSignIn(event, form);
    const inputs = fillAuthInputs((await readInstallation(event)).authInputs).map(({ input }) => input);
    const authInputs = form.has('corrected') ? readAuthInputs(form, inputs) : {};
    const params = { path: pathOf(event) };
    const body = form.has('corrected') ? { authInputs } : {};
    const answer = toAnswer(await apiOf(event).POST(`${one}/retry`, { params, body }));
    return settle(event, answer, { inputs, values: withoutSecrets(authInputs, inputs), isSetUp: true });
  },
  cancel: async (event) => {
    const answer = toAnswer(await apiOf(event).POST(`${one}/cancel`, { params: { path: pathOf(event) } }));
    return settle(event, answer, { inputs: [], values: {} });
  },
  switch: async (event) => {
    const form = await event.request.formData();
    const idempotencyKey = readIdempotencyKey(form);
    const params = { path: pathOf(event), header: { 'Idempotency-Key': idempotencyKey } };
    const shownVersion = textIn(form, 'version');
    const body = { scopes: scopesIn(form), ...(shownVersion !== '' && { shownVersion }) };
    const answer = toAnswer(await apiOf(asShown(event, form)).PATCH(one, { params, body }));
    return settle(event, answer, { inputs: [], values: {}, version: shownVersion, done: 'scopes', idempotencyKey });
  },
  accept: async (event) => {
    const form = await event.request.formData();
    const idempotencyKey = readIdempotencyKey(form);
    const version = textIn(form, 'version');
    await keepOverSignIn(event, form);
    const inputs = (await readUpdate(event))?.asked ?? [];
    const authInputs = readAuthInputs(form, inputs);
    const [scopes, params] = [scopesIn(form), { path: pathOf(event), header: { 'Idempotency-Key': idempotencyKey } }];
    const answer = toAnswer(
      await apiOf(asShown(event, form)).PATCH(one, { params, body: { version, scopes, authInputs } }),
    );
    const values = withoutSecrets(authInputs, inputs);
    return settle(event, answer, { inputs, values, scopes, version, done: 'update', idempotencyKey });
  },
  decline: async (event) => {
    const form = await event.request.formData();
    const idempotencyKey = readIdempotencyKey(form);
    const version = textIn(form, 'version');
    const params = { path: pathOf(event), header: { 'Idempotency-Key': idempotencyKey } };
    const answer = toAnswer(
      await apiOf(asShown(event, form)).POST(`${one}/decline-update`, { params, body: { version } }),
    );
    return settle(event, answer, { inputs: [], values: {}, version, done: 'decline', idempotencyKey });
  },
};

/** Whose session is over signs in and finds again what they entered, but for secrets. */
async function keepOverSignIn(event: RequestEvent, form: FormData): Promise<void> {
  if ((await event.locals.viewer()) !== null) return;
  signInAgain(event, form, { values: readOpenEntries(form), scopes: scopesIn(form) });
}

type Entered = {
  inputs: AuthInput[];
  values: ReturnType<typeof withoutSecrets>;
  scopes?: string[];
  /** The version that was read. */
  version?: string;
  /** What the page says when it went well. */
  done?: InstallationDeed;
  /** Whether it was to finish the set-up. */
  isSetUp?: boolean;
  idempotencyKey?: string;
};

async function settle(event: RequestEvent, answer: Answer<Installation>, entered: Entered) {
  const { inputs, values, scopes, version, done, idempotencyKey } = entered;
  if (answer.ok) {
    if (answer.data.plainKey === undefined) redirect(303, event.url.pathname + (done ? `?done=${done}` : ''));
    return { plainKey: answer.data.plainKey };
  }
  if (answer.status === 401) redirect(303, signInPath(event.url));
  const { app, status } = await readInstallation(event);
  // It became ready while somebody reached for the button: that is what they wanted, and no fault.
  if (entered.isSetUp && answer.problem.code === 'wrong_state' && status === 'active')
    redirect(303, event.url.pathname);
  const isOutdated = answer.problem.code === 'consent_outdated' && version !== undefined;
  return fail(answer.status, {
    errors: placeErrors(explainMoved(answer.problem, app.name), inputs),
    values,
    scopes,
    isSwitch: done === 'scopes',
    changes: isOutdated ? await readChangesHere(event, { slug: app.slug, version }) : null,
    // When nobody knows whether the request went through, the next try must be the same one.
    idempotencyKey: answer.status >= 500 ? idempotencyKey : undefined,
  });
}

/** What changed while the page was being read. */
async function readChangesHere(event: RequestEvent, { slug, version }: { slug: string; version: string }) {
  const changes = await readChanges(event, slug, version);
  return changes && toChangesView(changes);
}

async function readUpdate(event: RequestEvent) {
  const answer = toAnswer(await apiOf(event).GET(`${one}/update`, { params: { path: pathOf(event) } }));
  const { update } = expectAnswer(answer, m.error_no_app_in_workspace());
  if (update === null) return null;
  const { scopes, authInputs, hosts, from, to, goesBack, changelogs, asks, ...rest } = update;
  const changes = toChangesView({ scopes, authInputs, hosts, from, to, goesBack, changelogs });
  const rows = asks.map((scope) => ({ ...toScopeView(scope), granted: scope.granted }));
  return { ...rest, from, goesBack, changes, asks: rows };
}

async function readConsents(event: RequestEvent) {
  const params = { path: pathOf(event), query: { limit: 5 } };
  const answer = toAnswer(await apiOf(event).GET(`${one}/consents`, { params }));
  const page = expectAnswer(answer, m.error_no_app_in_workspace());
  if (typeof page === 'string') throw new Error('A page of consents came as a file.');
  return page;
}

function scopesIn(form: FormData): string[] {
  return form.getAll('scope').filter((scope) => typeof scope === 'string');
}

function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
