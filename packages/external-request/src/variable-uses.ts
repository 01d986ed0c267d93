import type { ExternalRequest, JsonValue } from './external-request-schema.ts';
import { parseTemplate } from './parse-template.ts';

/** Where in a request a template stands; each place escapes for itself. */
export type VariablePlace = 'url' | 'query' | 'header' | 'json' | 'form' | 'text';

/** One use of a variable: its name, the kind of place, and the path of the field (`body.json.key`). */
export interface VariableUse {
  name: string;
  place: VariablePlace;
  path: string;
}

/** Every text of a request that may hold variables. */
export interface TemplateText {
  text: string;
  place: VariablePlace;
  path: string;
}

/** Every use of a variable, in the order of the document. */
export function variableUses(request: ExternalRequest): VariableUse[] {
  return templateTexts(request).flatMap(({ text, place, path }) =>
    parseTemplate(text).parts.flatMap((part) =>
      typeof part === 'string' ? [] : [{ name: part.variable, place, path }],
    ),
  );
}

/** The names of the variables a request uses, each once. */
export function variablesOf(request: ExternalRequest): string[] {
  return [...new Set(variableUses(request).map((use) => use.name))];
}

/** Every text of the request that may hold variables, in the order of the document. */
export function templateTexts(request: ExternalRequest): TemplateText[] {
  const { url, query = {}, headers = {}, body = {} } = request;
  return [
    { text: url, place: 'url', path: 'url' },
    ...entries(query, 'query', 'query'),
    ...entries(headers, 'header', 'headers'),
    ...(body.json === undefined ? [] : jsonTexts(body.json, 'body.json')),
    ...entries(body.form ?? {}, 'form', 'body.form'),
    ...(body.text === undefined ? [] : [{ text: body.text, place: 'text', path: 'body.text' } as const]),
  ];
}

function entries(record: Record<string, string>, place: VariablePlace, path: string): TemplateText[] {
  return Object.entries(record).map(([name, text]) => ({ text, place, path: `${path}.${name}` }));
}

function jsonTexts(value: JsonValue, path: string): TemplateText[] {
  if (typeof value === 'string') return [{ text: value, place: 'json', path }];
  if (Array.isArray(value)) return value.flatMap((item, index) => jsonTexts(item, `${path}[${index}]`));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => jsonTexts(item, `${path}.${key}`));
}
