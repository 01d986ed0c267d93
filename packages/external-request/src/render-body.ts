import type { ExternalRequest, JsonValue } from './external-request-schema.ts';
import { fillTemplate, valueOf } from './fill-template.ts';
import { mask, maskText } from './mask-values.ts';
import type { RequestValues } from './mask-values.ts';
import { parseTemplate } from './parse-template.ts';

/** The body as it is sent and the content type that goes with it unless the developer names another. */
export function renderBody(
  body: NonNullable<ExternalRequest['body']>,
  values: RequestValues,
): { text: string; contentType: string } {
  if (body.form !== undefined) {
    const pairs = Object.entries(body.form).map(([name, value]) => [name, fillTemplate(value, values, asIs)]);
    return { text: new URLSearchParams(pairs).toString(), contentType: 'application/x-www-form-urlencoded' };
  }
  if (body.text !== undefined)
    return { text: fillTemplate(body.text, values, asIs), contentType: 'text/plain; charset=utf-8' };
  return { text: JSON.stringify(renderJson(body.json ?? null, values)), contentType: 'application/json' };
}

/** Fills the strings of a JSON value, and its strings only: the structure is the developer's, whatever the values say. */
function renderJson(value: JsonValue, values: RequestValues): JsonValue {
  if (typeof value === 'string') return renderJsonString(value, values);
  if (Array.isArray(value)) return value.map((item) => renderJson(item, values));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renderJson(item, values)]));
}

function renderJsonString(text: string, values: RequestValues): JsonValue {
  const [first, ...rest] = parseTemplate(text).parts;
  if (rest.length > 0 || first === undefined || typeof first === 'string') return fillTemplate(text, values, asIs);
  const value = valueOf(first.variable, values);
  if (value === mask) return maskText;
  return typeof value === 'string' ? value.toWellFormed() : value;
}

function asIs(text: string): string {
  return text;
}
