import { lifecycleTopics, type LifecycleTopic } from '@minimart/app-manifest/requests';
import {
  newRequest,
  rowLists,
  type FieldRow,
  type RequestForm,
  type RequestsForm,
  type Row,
  type RowList,
} from './request-form.ts';

/** What was removed, so that it can be put back where it was. */
export type Removed =
  | { topic: LifecycleTopic; request: RequestForm; label: string }
  | { topic: LifecycleTopic; list: RowList; place: number; row: Row | FieldRow; label: string };

/** What a change led to: the requests as they are then, the control that gets the focus (its path in the draft), and what was removed. */
export interface Changed {
  value: RequestsForm;
  focus?: string;
  removed?: Removed;
}

/**
 * Makes a change that a button of the editor names: `add:subscribe`, `remove:subscribe`, `add-row:subscribe.headers`, `remove-row:subscribe.headers.1` or
 * `take:$.data.id`, which takes a value of the answer as a field. What it does not know changes nothing.
 */
export function changeForm(value: RequestsForm, command: string): Changed {
  const [, verb = '', argument = ''] = /^([a-z-]+):(.*)$/su.exec(command) ?? [];
  if (verb === 'take') return takeField(value, argument);
  const [name = '', list = '', place = ''] = argument.split('.');
  const topic = lifecycleTopics.find((known) => known === name);
  if (topic === undefined) return { value };
  if (verb === 'add')
    return { value: { ...value, [topic]: value[topic] ?? newRequest(topic) }, focus: `requests.${topic}.url` };
  const request = value[topic];
  if (request === undefined) return { value };
  if (verb === 'remove') return { value: without(value, topic), removed: { topic, request, label: topicNames[topic] } };
  const rows = rowLists.find((known) => known === list);
  if (rows === undefined) return { value };
  if (verb === 'add-row') return addRow(value, { topic, request, list: rows });
  return verb === 'remove-row' ? removeRow(value, { topic, request, list: rows, place: Number(place) }) : { value };
}

/** What the requests are called in a sentence. */
export const topicNames: Record<LifecycleTopic, string> = {
  subscribe: 'the subscribe request',
  unsubscribe: 'the unsubscribe request',
  dataErasure: 'the data-erasure request',
};

/** Puts back what was removed, where it was. */
export function putBack(value: RequestsForm, removed: Removed): Changed {
  const { topic } = removed;
  if ('request' in removed) return { value: { ...value, [topic]: removed.request }, focus: `requests.${topic}.url` };
  const request = value[topic];
  if (request === undefined) return { value };
  const { list, place, row } = removed;
  const rows = (request[list] as (Row | FieldRow)[]).toSpliced(place, 0, row);
  return {
    value: { ...value, [topic]: { ...request, [list]: rows } },
    focus: `${listPath(topic, list)}[${place}].name`,
  };
}

/** The path of a list of rows in the draft. */
export function listPath(topic: LifecycleTopic, list: RowList): string {
  return `requests.${topic}.${list === 'form' ? 'body.form' : list}`;
}

type Place = { topic: LifecycleTopic; request: RequestForm; list: RowList };

function addRow(value: RequestsForm, { topic, request, list }: Place): Changed {
  const row = list === 'response' ? { name: '', path: '', secret: false } : { name: '', value: '' };
  const next = { ...request, [list]: [...request[list], row] };
  return { value: { ...value, [topic]: next }, focus: `${listPath(topic, list)}[${request[list].length}].name` };
}

const rowNames: Record<RowList, string> = {
  query: 'the query parameter',
  headers: 'the header',
  form: 'the form field',
  response: 'the response field',
};

function removeRow(value: RequestsForm, { topic, request, list, place }: Place & { place: number }): Changed {
  const row = request[list][place];
  if (row === undefined) return { value };
  const next = { ...request, [list]: request[list].toSpliced(place, 1) };
  const label = row.name === '' ? rowNames[list] : `${rowNames[list]} ${row.name}`;
  return { value: { ...value, [topic]: next }, removed: { topic, list, place, row, label } };
}

function takeField(value: RequestsForm, path: string): Changed {
  const { subscribe } = value;
  if (subscribe === undefined || path === '') return { value };
  const taken = new Set(subscribe.response.map(({ name }) => name));
  const last = /([A-Za-z][\w-]{0,30})[^A-Za-z]*$/u.exec(path)?.[1] ?? 'value';
  const name =
    [last, ...Array.from({ length: 30 }, (_, n) => `${last}_${n + 2}`)].find((one) => !taken.has(one)) ?? last;
  const response = [...subscribe.response, { name, path, secret: false }];
  return {
    value: { ...value, subscribe: { ...subscribe, response } },
    focus: `requests.subscribe.response[${response.length - 1}].name`,
  };
}

function without(value: RequestsForm, topic: LifecycleTopic): RequestsForm {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== topic));
}
