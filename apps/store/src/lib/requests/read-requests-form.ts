import { lifecycleTopics } from '@minimart/app-manifest/requests';
import { bodyKinds, type FieldRow, type RequestForm, type RequestsForm, type Row } from './request-form.ts';

/** The requests out of the nested fields of a form that was sent, or of what was written as JSON; whatever else is in them is left. */
export function readRequestsForm(fields: Record<string, unknown>): RequestsForm {
  const entries = lifecycleTopics.flatMap((topic) => {
    const request = fields[topic];
    return isObject(request) ? [[topic, readRequest(request)] as const] : [];
  });
  return Object.fromEntries(entries);
}

function readRequest(fields: Record<string, unknown>): RequestForm {
  return {
    method: text(fields['method']),
    url: text(fields['url']),
    query: rows(fields['query']),
    headers: rows(fields['headers']),
    kind: bodyKinds.find((kind) => kind === fields['kind']) ?? 'none',
    json: text(fields['json']),
    form: rows(fields['form']),
    text: text(fields['text']),
    response: list(fields['response']).map((row): FieldRow => ({
      name: text(row['name']),
      path: text(row['path']),
      secret: row['secret'] === 'on' || row['secret'] === true,
    })),
  };
}

function rows(value: unknown): Row[] {
  return list(value).map((row) => ({ name: text(row['name']), value: text(row['value']) }));
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Whether a value is a plain object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
