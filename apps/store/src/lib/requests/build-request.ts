import type { ExternalRequest, JsonValue } from '@minimart/external-request';
import type { FieldRow, RequestForm, Row } from './request-form.ts';

/** A request as a manifest has it, and what is wrong with the form of it; messages by path within the request. */
export interface BuiltRequest {
  request: ExternalRequest & { response?: FieldRow[] };
  errors: Record<string, string>;
}

/** Puts a request together out of what stands in the editor. Rows that are empty count as not there. */
export function buildRequest(form: RequestForm): BuiltRequest {
  const errors: Record<string, string> = {};
  const query = toRecord(form.query, 'query', errors);
  const headers = toRecord(form.headers, 'headers', errors);
  const response = form.response.filter(({ name, path }) => name.trim() !== '' || path.trim() !== '');
  const body = buildBody(form, errors);
  return {
    request: {
      method: form.method as ExternalRequest['method'],
      url: form.url.trim(),
      ...(query !== undefined && { query }),
      ...(headers !== undefined && { headers }),
      ...(body !== undefined && { body }),
      ...(response.length > 0 && {
        response: response.map(({ name, path, secret }) => ({ name: name.trim(), path: path.trim(), secret })),
      }),
    },
    errors,
  };
}

function buildBody({ kind, json, form, text }: RequestForm, errors: Record<string, string>): ExternalRequest['body'] {
  if (kind === 'none') return undefined;
  if (kind === 'form') return { form: toRecord(form, 'body.form', errors) ?? {} };
  if (kind === 'text') return { text };
  try {
    return { json: JSON.parse(json) as JsonValue };
  } catch (error) {
    errors['body.json'] = brokenJson(json, error);
    return undefined;
  }
}

/** Where JSON breaks off, as far as the engine says. */
function brokenJson(json: string, error: unknown): string {
  if (json.trim() === '') return 'Write the JSON of the body, or choose another kind.';
  const place = /position (\d+)/.exec(String(error))?.[1];
  const line = place === undefined ? undefined : json.slice(0, Number(place)).split('\n').length;
  const where = line === undefined ? '' : ` Look at line ${line}.`;
  return `This is not JSON yet: check quotes, commas and brackets.${where}`;
}

function toRecord(
  rows: readonly Row[],
  list: string,
  errors: Record<string, string>,
): Record<string, string> | undefined {
  const entries = new Map<string, string>();
  for (const [place, { name, value }] of rows.entries()) {
    const trimmed = name.trim();
    if (trimmed === '' && value === '') continue;
    if (trimmed === '') errors[`${list}[${place}].name`] = 'Give it a name, or empty its value.';
    else if (entries.has(trimmed)) errors[`${list}[${place}].name`] = `The name ${trimmed} is there twice.`;
    else entries.set(trimmed, value);
  }
  return entries.size === 0 ? undefined : Object.fromEntries(entries);
}
