import { lifecycleTopics, type LifecycleTopic } from '@minimart/app-manifest/requests';
import type { Clash } from '#lib/draft/merge-drafts.ts';
import type { Manifest } from '#lib/server/api.ts';
import { buildRequest } from './build-request.ts';
import { isObject } from './read-requests-form.ts';
import { toRequestsForm, type RequestsForm } from './request-form.ts';
import { topicWords } from './topic-words.ts';

const partWords: Record<string, string> = {
  method: 'method',
  url: 'URL',
  query: 'query parameter',
  headers: 'header',
  body: 'body',
  response: 'response fields',
};

/** What people call the place in the draft at a path, such as `requests.subscribe.headers.X-App`. */
export function describePath(path: string): string {
  const [, name = '', part, ...rest] = path.split('.');
  const topic = lifecycleTopics.find((known) => known === name);
  if (topic === undefined) return 'Requests';
  const { title } = topicWords[topic];
  if (part === undefined) return title;
  return `${title}: ${partWords[part] ?? part}${rest.length > 0 && part !== 'body' ? ` ${rest.join('.')}` : ''}`;
}

/** Puts what somebody else saved at a path of the draft into the editor. */
export function takeTheirs(value: RequestsForm, { path, theirs }: Clash): RequestsForm {
  const [, name = '', part, ...rest] = path.split('.');
  const topic = lifecycleTopics.find((known) => known === name);
  if (topic === undefined) return value;
  const form = value[topic];
  // The names of headers and parameters may have dots of their own.
  const steps =
    part === undefined ? [] : part === 'body' || rest.length === 0 ? [part, ...rest] : [part, rest.join('.')];
  const next = setAt(form === undefined ? undefined : buildRequest(form).request, steps, theirs);
  const { [topic]: _, ...others } = value;
  if (next === undefined) return others;
  const taken = toRequestsForm({ [topic]: next as Manifest['requests']['subscribe'] });
  return Object.fromEntries(lifecycleTopics.flatMap((one) => entry(one, { ...others, ...taken })));
}

function entry(topic: LifecycleTopic, forms: RequestsForm) {
  const form = forms[topic];
  return form === undefined ? [] : [[topic, form] as const];
}

function setAt(value: unknown, [step, ...rest]: readonly string[], next: unknown): unknown {
  if (step === undefined) return next;
  const object = isObject(value) ? value : {};
  const inner = setAt(object[step], rest, next);
  return Object.fromEntries(Object.entries({ ...object, [step]: inner }).filter(([, kept]) => kept !== undefined));
}
