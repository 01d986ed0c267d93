import { lifecycleTopics, type LifecycleTopic } from '@minimart/app-manifest/requests';
import { fieldId } from '#lib/draft/field-id.ts';
import type { PlacedFields } from '#lib/server/place-field-errors.ts';
import type { Problem } from '#lib/server/api.ts';
import { placeInForm } from './place-in-form.ts';
import type { RequestsForm } from './request-form.ts';

/** Moves the errors of a draft that was not saved from the places of the manifest to the controls of the editor (`headers.X-App` is a row of a list). */
export function placeDraftErrorsInForm(placed: PlacedFields, forms: RequestsForm): PlacedFields {
  const paths = new Map(Object.keys(placed.fields).map((path) => [path, inForm(path, forms)]));
  const hrefs = new Map([...paths].map(([from, to]) => [`#${fieldId(from)}`, `#${fieldId(to)}`]));
  return {
    summary: placed.summary.map((entry) =>
      entry.href === undefined ? entry : { ...entry, href: hrefs.get(entry.href) ?? entry.href },
    ),
    fields: Object.fromEntries(
      Object.entries(placed.fields).map(([path, message]) => [paths.get(path) ?? path, message]),
    ),
  };
}

function inForm(path: string, forms: RequestsForm): string {
  for (const topic of lifecycleTopics) {
    const prefix = `requests.${topic}.`;
    const form = forms[topic];
    if (form !== undefined && path.startsWith(prefix)) return prefix + placeInForm(path.slice(prefix.length), form);
  }
  return path;
}

/** Messages at controls of the editor, by their paths, told above as well. */
export function placeInEditor(messages: Record<string, string>): PlacedFields {
  const summary = Object.entries(messages).map(([path, message]) => ({ message, href: `#${fieldId(path)}` }));
  return { summary, fields: messages };
}

const systemFields = new Set(['systemFields.workspace_id', 'systemFields.app_version']);

/** Puts what was wrong with a test at the controls: those of the request, or those of the test values. */
export function placeTestProblem(problem: Problem, topic: LifecycleTopic, forms: RequestsForm): PlacedFields {
  const errors = (problem.errors ?? []).map(({ path, message }) => [controlOf(path, topic, forms), message] as const);
  const summary = errors.map(([path, message]) =>
    path === undefined ? { message } : { message, href: `#${fieldId(path)}` },
  );
  const fields = Object.fromEntries(errors.flatMap(([path, message]) => (path === undefined ? [] : [[path, message]])));
  return { summary: summary.length > 0 ? summary : [{ message: problem.detail }], fields };
}

function controlOf(path: string, topic: LifecycleTopic, forms: RequestsForm): string | undefined {
  if (path.startsWith('request.')) return inForm(`requests.${topic}${path.slice('request'.length)}`, forms);
  if (systemFields.has(path)) return path.replace('systemFields', 'sample');
  if (path.startsWith('authInputs.')) return path.replace('authInputs', 'sample.auth');
  return path.startsWith('response.') ? `sample.${path}` : undefined;
}
