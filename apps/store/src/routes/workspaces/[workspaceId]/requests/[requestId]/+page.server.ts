import { m } from '@minimart/messages';
import { fail, redirect } from '@sveltejs/kit';
import { asShown } from '#lib/server/as-shown.ts';
import { apiOf, toAnswer, type Answer } from '#lib/server/call-api.ts';
import { expectAnswer } from '#lib/server/expect-answer.ts';
import { groupScopes } from '#lib/server/group-scopes.ts';
import { takeEntries } from '#lib/server/kept-entries.ts';
import { placeErrors } from '#lib/server/place-errors.ts';
import { readAuthInputs, withoutSecrets } from '#lib/consent/read-auth-inputs.ts';
import { readChanges } from '#lib/server/read-changes.ts';
import { readIdempotencyKey } from '#lib/server/read-idempotency-key.ts';
import { readListing } from '#lib/server/read-listing.ts';
import { requireViewer, requireWorkspace, signInPath } from '#lib/server/require-viewer.ts';
import { signInAgain } from '#lib/server/sign-in-again.ts';
import { toChangesView } from '#lib/server/to-scope-view.ts';
import type { InstallRequest } from '#lib/server/api.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const one = '/v1/workspaces/{workspaceId}/install-requests/{requestId}';

export const load: PageServerLoad = async (event) => {
  const viewer = await requireViewer(event);
  const workspace = requireWorkspace(viewer, event.params.workspaceId);
  const ask = await readAsk(event);
  const found = ask.mayDecide ? await readCurrent(event, ask) : undefined;
  const { scopes = [], ...listing } = found ?? {};
  return {
    workspace,
    ask,
    listing: found === undefined ? undefined : (listing as Omit<typeof found, 'scopes'>),
    groups: groupScopes(scopes),
    kept: takeEntries(event, viewer.user.id),
    done: event.url.searchParams.get('done'),
    now: new Date().toISOString(),
    language: event.locals.locale,
    idempotencyKey: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  approve: async (event) => {
    const form = await event.request.formData();
    const idempotencyKey = readIdempotencyKey(form);
    const scopes = form.getAll('scope').filter((scope) => typeof scope === 'string');
    // Which of the inputs are secret is not known without a session, so none of them is kept.
    if ((await event.locals.viewer()) === null) signInAgain(event, form, { values: {}, scopes });
    const listing = await readCurrent(event, await readAsk(event));
    const inputs = listing?.authInputs ?? [];
    const authInputs = readAuthInputs(form, inputs);
    const answer = toAnswer(
      await apiOf(asShown(event, form)).POST(`${one}/approve`, {
        params: { path: pathOf(event), header: { 'Idempotency-Key': idempotencyKey } },
        body: { version: textOf(form, 'version'), scopes, authInputs },
      }),
    );
    if (answer.ok) {
      const { id, plainKey } = answer.data.installation;
      const path = `/workspaces/${event.params.workspaceId}/apps/${id}`;
      if (plainKey === undefined) redirect(303, path);
      // Shown in this one answer, and nowhere else.
      return { approved: { plainKey, path } };
    }
    if (answer.status === 401) redirect(303, signInPath(event.url));
    const isOutdated = answer.problem.code === 'consent_outdated' && listing !== undefined;
    const changes = isOutdated ? await readChanges(event, listing.slug, textOf(form, 'version')) : null;
    return fail(answer.status, {
      changes: changes && toChangesView(changes),
      errors: placeErrors(answer.problem, inputs),
      values: withoutSecrets(authInputs, inputs),
      scopes,
      // When nobody knows whether the request went through, the next try must be the same one.
      idempotencyKey: answer.status >= 500 ? idempotencyKey : crypto.randomUUID(),
    });
  },
  decline: async (event) => {
    const word = textOf(await event.request.formData(), 'answer').slice(0, 2000);
    const answer = toAnswer(
      await apiOf(event).POST(`${one}/decline`, { params: { path: pathOf(event) }, body: { answer: word } }),
    );
    return settle(event, answer, word);
  },
  withdraw: async (event) =>
    settle(event, toAnswer(await apiOf(event).POST(`${one}/withdraw`, { params: { path: pathOf(event) } })), ''),
};

function settle(event: RequestEvent, answer: Answer<unknown>, word: string) {
  if (answer.ok) redirect(303, `${event.url.pathname}?done=answered`);
  if (answer.status === 401) redirect(303, signInPath(event.url));
  const errors = placeErrors(answer.problem, []);
  const told = answer.problem.errors?.find(({ path }) => path === 'answer')?.message;
  return fail(answer.status, { errors, word, wordError: told });
}

async function readAsk(event: RequestEvent): Promise<InstallRequest> {
  return expectAnswer(toAnswer(await apiOf(event).GET(one, { params: { path: pathOf(event) } })), m.ask_missing());
}

/** The app as it would be installed now; undefined when it is not in the store any more. */
async function readCurrent(event: RequestEvent, { app }: InstallRequest) {
  if (app.slug === null) return undefined;
  const answer = await readListing(event, app.slug);
  return answer.ok ? answer.data : undefined;
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

function pathOf({ params: { workspaceId, requestId } }: Pick<RequestEvent, 'params'>) {
  return { workspaceId, requestId };
}
