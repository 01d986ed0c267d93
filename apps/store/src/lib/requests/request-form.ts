import type { LifecycleTopic } from '@minimart/app-manifest/requests';
import type { Manifest } from '#lib/server/api.ts';

/** A name and its value, as rows of an editor have them: there may be empty ones, and two of one name. */
export interface Row {
  name: string;
  value: string;
}

/** A value to take from the answer, as a row of an editor. */
export interface FieldRow {
  name: string;
  path: string;
  secret: boolean;
}

/** What kinds of body a request can have. */
export const bodyKinds = ['none', 'json', 'form', 'text'] as const;

/** A lifecycle request as it is edited: everything is text, nothing of it need be right, and what another kind of body held stays. */
export interface RequestForm {
  method: string;
  url: string;
  query: Row[];
  headers: Row[];
  kind: (typeof bodyKinds)[number];
  json: string;
  form: Row[];
  text: string;
  response: FieldRow[];
}

/** All lifecycle requests of a draft as they are edited; one that is not there is left out. */
export type RequestsForm = Partial<Record<LifecycleTopic, RequestForm>>;

/** The lists of rows that a request has. */
export const rowLists = ['query', 'headers', 'form', 'response'] as const;

/** One of `rowLists`. */
export type RowList = (typeof rowLists)[number];

type Requests = Manifest['requests'];

/** The requests of a draft in the form in which they are edited. */
export function toRequestsForm(requests: Requests): RequestsForm {
  const entries = Object.entries(requests).filter(([, request]) => request !== undefined);
  return Object.fromEntries(entries.map(([topic, request]) => [topic, toRequestForm(request)]));
}

function toRequestForm(request: NonNullable<Requests['subscribe']>): RequestForm {
  const { method, url, query = {}, headers = {}, body, response = [] } = request;
  return {
    ...newRequest(),
    method,
    url,
    query: toRows(query),
    headers: toRows(headers),
    kind: body?.form !== undefined ? 'form' : body?.text !== undefined ? 'text' : body === undefined ? 'none' : 'json',
    json: body?.json === undefined ? '' : JSON.stringify(body.json, null, 2),
    form: toRows(body?.form ?? {}),
    text: body?.text ?? '',
    response: response.map(({ name, path, secret = false }) => ({ name, path, secret })),
  };
}

/** A request with nothing in it yet. */
export function newRequest(topic?: LifecycleTopic): RequestForm {
  const json = { subscribe: '{\n  "key": "{{api_key}}",\n  "workspace": "{{workspace_id}}"\n}' };
  return {
    method: 'POST',
    url: '',
    query: [],
    headers: [],
    kind: topic === undefined ? 'none' : 'json',
    json: topic === undefined ? '' : topic === 'subscribe' ? json.subscribe : '{\n  "workspace": "{{workspace_id}}"\n}',
    form: [],
    text: '',
    response: [],
  };
}

function toRows(record: Record<string, string>): Row[] {
  return Object.entries(record).map(([name, value]) => ({ name, value }));
}
