import { fail, redirect } from '@sveltejs/kit';
import { lifecycleTopics } from '@minimart/app-manifest/requests';
import { readBase } from '#lib/server/read-base.ts';
import { readDraft } from '#lib/server/read-draft.ts';
import { readFormFields } from '#lib/server/read-form-fields.ts';
import { readOwnApp } from '#lib/server/read-own-app.ts';
import { requireViewer } from '#lib/server/require-viewer.ts';
import { saveSection } from '#lib/server/save-section.ts';
import { testRequest, type TestOutcome } from '#lib/server/test-request.ts';
import type { Manifest } from '#lib/server/api.ts';
import type { Clash } from '#lib/draft/merge-drafts.ts';
import { buildRequest } from '#lib/requests/build-request.ts';
import { changeForm, putBack, type Changed, type Removed } from '#lib/requests/change-form.ts';
import { checkForms } from '#lib/requests/check-form.ts';
import { placeDraftErrorsInForm, placeInEditor } from '#lib/requests/place-problems.ts';
import { readRemoved } from '#lib/requests/read-removed.ts';
import { isObject, readRequestsForm } from '#lib/requests/read-requests-form.ts';
import { toRequestsForm, type RequestsForm } from '#lib/requests/request-form.ts';
import { testValuesOf } from '#lib/requests/test-values.ts';
import type { PlacedFields } from '#lib/server/place-field-errors.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const csr = true;

export const load: PageServerLoad = async (event) => {
  await requireViewer(event);
  const [app, { manifest }] = await Promise.all([readOwnApp(event), readDraft(event)]);
  return {
    app,
    requests: toRequestsForm(manifest.requests),
    authInputs: manifest.authInputs,
    hasScopes: manifest.scopes.length > 0,
    isSaved: event.url.searchParams.has('saved'),
  };
};

/** What the page is shown with after its form was sent. */
interface Shown {
  value: RequestsForm;
  base: RequestsForm;
  errors?: PlacedFields;
  clashes?: Clash[];
  focus?: string | undefined;
  removed?: Removed | undefined;
  test?: TestOutcome;
  /** The test values that are no secrets, as they were typed. */
  samples?: Record<string, string>;
}

export const actions: Actions = {
  save: async (event) => {
    const { value, base } = await read(event.request);
    const built = build(value);
    if (Object.keys(built.errors).length > 0) {
      // It never got to the API, so what that would have said is said here, and all at once.
      const { manifest } = await readDraft(event);
      return fail(422, shown({ value, base, errors: placeInEditor(checkForms(value, manifest.authInputs)) }));
    }
    const edit = {
      section: 'requests',
      base: { requests: build(base).requests },
      yours: { requests: built.requests },
    } as const;
    const notSaved = await saveSection(event, edit);
    if (notSaved === undefined) redirect(303, '?saved=1');
    const { status, errors, clashes } = notSaved;
    const next = clashes.length === 0 ? value : toRequestsForm(notSaved.value.requests);
    const against = clashes.length === 0 ? base : toRequestsForm(notSaved.base.requests);
    return fail(status, shown({ value: next, base: against, errors: placeDraftErrorsInForm(errors, next), clashes }));
  },
  // For those without a script: the form comes back with a row more or less, and nothing is saved.
  change: async (event) => {
    const { form, fields, value, base } = await read(event.request);
    const command = String(form.get('change') ?? '');
    const removed = command === 'undo' ? readRemoved(String(form.get('removed'))) : undefined;
    const changed: Changed = removed === undefined ? changeForm(value, command) : putBack(value, removed);
    return shown({ base, ...changed, samples: await openSamples(event, { fields, value }) });
  },
  test: async (event) => {
    const { form, fields, value, base } = await read(event.request);
    const topic = lifecycleTopics.find((known) => known === form.get('test')) ?? 'subscribe';
    const test = await testRequest(event, { topic, forms: value, samples: fields['sample'] });
    const answer = shown({ value, base, test, samples: await openSamples(event, { fields, value }) });
    return 'errors' in test ? fail(422, answer) : answer;
  },
};

function shown(what: Shown): Shown {
  return what;
}

async function read(request: Request) {
  const form = await request.formData();
  const fields = readFormFields(form);
  return { form, fields, value: readRequestsForm(fields), base: readBase<RequestsForm>(form, build) };
}

function build(forms: RequestsForm): { requests: Manifest['requests']; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const requests = Object.entries(forms).map(([topic, form]) => {
    const built = buildRequest(form);
    for (const [path, message] of Object.entries(built.errors)) errors[`requests.${topic}.${path}`] = message;
    return [topic, built.request] as const;
  });
  return { requests: Object.fromEntries(requests) as Manifest['requests'], errors };
}

/** Test values as they go back into the page: never those of secrets, which the page keeps to itself. */
async function openSamples(
  event: RequestEvent,
  { fields, value }: { fields: Record<string, unknown>; value: RequestsForm },
) {
  const { manifest } = await readDraft(event);
  const entries = testValuesOf(manifest.authInputs, value).flatMap(({ path, isSecret }) => {
    const typed = path.split('.').reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), fields);
    return !isSecret && typeof typed === 'string' && typed !== '' ? [[path, typed] as const] : [];
  });
  return Object.fromEntries(entries);
}
