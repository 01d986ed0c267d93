import {
  checkLifecycleRequest,
  lifecycleTopics,
  type LifecycleTopic,
  type VariableSources,
} from '@minimart/app-manifest/requests';
import { buildRequest } from './build-request.ts';
import { placeInForm } from './place-in-form.ts';
import type { RequestForm, RequestsForm } from './request-form.ts';

/** What names the variables of a draft, with the response fields as they stand in the editor. */
export function sourcesOf(authInputs: VariableSources['authInputs'], { subscribe }: RequestsForm): VariableSources {
  const response = subscribe?.response.filter(({ name }) => name.trim() !== '') ?? [];
  return { authInputs, requests: { subscribe: { response } } };
}

/** What is wrong with a request as it stands in the editor, by the path of its control in the draft (`requests.subscribe.url`): the rules of the server. */
export function checkForm(
  form: RequestForm,
  { topic, sources }: { topic: LifecycleTopic; sources: VariableSources },
): Record<string, string> {
  const path = `requests.${topic}`;
  const { request, errors } = buildRequest(form);
  const placed: Record<string, string> = {};
  for (const [at, message] of Object.entries(errors)) placed[`${path}.${at}`] = message;
  if (request.url === '') placed[`${path}.url`] = 'Give the address that the request goes to.';
  for (const { path: at, message } of checkLifecycleRequest(request, { topic, sources, path: '' }))
    placed[`${path}.${placeInForm(at.slice(1), form)}`] ??= message;
  return placed;
}

/** The same for all requests of a draft. */
export function checkForms(forms: RequestsForm, authInputs: VariableSources['authInputs']): Record<string, string> {
  const sources = sourcesOf(authInputs, forms);
  return Object.assign(
    {},
    ...lifecycleTopics.flatMap((topic) => {
      const form = forms[topic];
      return form === undefined ? [] : [checkForm(form, { topic, sources })];
    }),
  ) as Record<string, string>;
}
