import { redirect } from '@sveltejs/kit';
import type { LifecycleTopic } from '@minimart/app-manifest/requests';
import { buildRequest } from '../requests/build-request.ts';
import { placeInEditor, placeTestProblem } from '../requests/place-problems.ts';
import { isObject } from '../requests/read-requests-form.ts';
import type { RequestsForm } from '../requests/request-form.ts';
import type { RequestTest } from './api.ts';
import { apiOf, toAnswer, type Asking } from './call-api.ts';
import type { PlacedFields } from './place-field-errors.ts';
import { signInPath } from './require-viewer.ts';

/** What came of a test: its result, or what was wrong with the request or the values. */
export type TestOutcome = { topic: LifecycleTopic } & ({ result: RequestTest } | { errors: PlacedFields });

// A test ends by the deadline of a delivery, two minutes at the most.
const patienceMs = 130_000;

/** Has a request sent once as it stands in the editor. What the form left empty is left to the samples. */
export async function testRequest(
  event: Asking & { params: { appId: string } },
  { topic, forms, samples }: { topic: LifecycleTopic; forms: RequestsForm; samples: unknown },
): Promise<TestOutcome> {
  const form = forms[topic];
  if (form === undefined) return { topic, errors: { summary: [{ message: 'Add the request first.' }], fields: {} } };
  const { request, errors } = buildRequest(form);
  const mistakes = Object.entries(errors).map(([path, message]) => [`requests.${topic}.${path}`, message]);
  if (mistakes.length > 0)
    return { topic, errors: placeInEditor(Object.fromEntries(mistakes) as Record<string, string>) };
  const answer = toAnswer(
    await apiOf(event, { patienceMs }).POST(`/v1/developer/apps/{appId}/requests/${topic}/test`, {
      params: { path: { appId: event.params.appId } },
      body: { request: { ...request }, ...readSamples(samples, topic, forms) },
    }),
  );
  if (answer.ok) return { topic, result: answer.data };
  if (answer.status === 401) redirect(303, signInPath(event.url));
  return { topic, errors: placeTestProblem(answer.problem, topic, forms) };
}

function readSamples(given: unknown, topic: LifecycleTopic, forms: RequestsForm) {
  const samples = isObject(given) ? given : {};
  const { workspace_id, app_version } = filled(samples);
  // Those that are in the editor count, whether they are saved or not.
  const declared =
    topic === 'unsubscribe' ? (forms.subscribe?.response ?? []).filter(({ name }) => name.trim() !== '') : [];
  const response = declared.map(({ name }) => [name.trim(), `sample-${name.trim()}`]);
  return {
    systemFields: {
      ...(workspace_id !== undefined && { workspace_id }),
      ...(app_version !== undefined && { app_version }),
    },
    authInputs: filled(samples['auth']),
    response: {
      ...(Object.fromEntries(response) as Record<string, string>),
      ...(topic === 'unsubscribe' && filled(samples['response'])),
    },
  };
}

function filled(value: unknown): Record<string, string> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== ''),
  );
}
