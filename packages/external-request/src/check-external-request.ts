import type { FieldError } from '@minimart/problem';
import { closestName } from './closest-name.ts';
import type { ExternalRequest, JsonValue } from './external-request-schema.ts';
import { headerNameMistake, isHeaderValue } from './header-rules.ts';
import { hasVariable, parseTemplate } from './parse-template.ts';
import { parseUrlTemplate } from './parse-url-template.ts';
import { templateTexts } from './variable-uses.ts';

/** A text full of unknown variables has tens of thousands; nobody reads more than these before mending some. */
const mostOfVariables = 100;

/**
 * Everything wrong with a request that its shape does not say: variables that are unknown, badly written or where none
 * may stand (the first 100 of them), headers the platform owns, a body on a GET. `path` leads every error's path
 * (`manifest.requests.subscribe`).
 */
export function checkExternalRequest(
  request: ExternalRequest,
  { variables, path }: { variables: readonly string[]; path: string },
): FieldError[] {
  return [
    ...checkUrl(request),
    ...templateTexts(request)
      .values()
      .flatMap((text) => checkVariables(text, variables))
      .take(mostOfVariables),
    ...checkNames('query', request.query),
    ...checkHeaders(request.headers ?? {}),
    ...checkBody(request),
  ].map((error) => ({ path: `${path}.${error.path}`, message: error.message }));
}

function checkUrl({ url }: ExternalRequest): FieldError[] {
  const parsed = parseUrlTemplate(url);
  return parsed.ok ? [] : [{ path: 'url', message: `The URL ${parsed.mistake}.` }];
}

// One by one, for to find what was meant takes its time.
function* checkVariables(
  { text, path }: { text: string; path: string },
  known: readonly string[],
): Generator<FieldError> {
  const { parts, mistakes } = parseTemplate(text);
  for (const mistake of mistakes) yield { path, message: `${mistake.charAt(0).toUpperCase()}${mistake.slice(1)}.` };
  const names = new Set(parts.flatMap((part) => (typeof part === 'string' ? [] : [part.variable])));
  for (const name of names) if (!known.includes(name)) yield { path, message: unknownVariable(name, known) };
}

function unknownVariable(name: string, known: readonly string[]): string {
  const closest = closestName(name, known);
  const hint =
    closest === undefined
      ? `Known are ${known.map((one) => `{{${one}}}`).join(', ')}.`
      : `Did you mean {{${closest}}}?`;
  return `There is no variable {{${name}}}. ${hint}`;
}

function checkNames(place: string, record: Record<string, string> = {}): FieldError[] {
  return Object.keys(record)
    .filter(hasVariable)
    .map((name) => ({
      path: `${place}.${name}`,
      message: `A variable may stand in a value, not in the name "${name}".`,
    }));
}

function checkHeaders(headers: Record<string, string>): FieldError[] {
  const seen = new Set<string>();
  return Object.entries(headers).flatMap(([name, value]) => {
    const path = `headers.${name}`;
    const mistake = headerNameMistake(name);
    const twice = seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    return [
      ...(mistake === undefined ? [] : [{ path, message: mistake }]),
      ...(twice ? [{ path, message: `The header ${name} is there twice; upper and lower case do not matter.` }] : []),
      ...(isHeaderValue(value)
        ? []
        : [{ path, message: `The header ${name} must have no line breaks and only Latin-1 characters.` }]),
    ];
  });
}

function checkBody({ method, body }: ExternalRequest): FieldError[] {
  if (body === undefined) return [];
  return [
    ...(method === 'GET'
      ? [{ path: 'body', message: 'A GET request has no body; use POST, or leave the body out.' }]
      : []),
    ...checkNames('body.form', body.form),
    ...(body.json === undefined ? [] : jsonKeys(body.json, 'body.json')),
  ];
}

function jsonKeys(value: JsonValue, path: string): FieldError[] {
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => jsonKeys(item, `${path}[${index}]`));
  return [
    ...checkNames(path, Object.fromEntries(Object.keys(value).map((key) => [key, '']))),
    ...Object.entries(value).flatMap(([key, item]) => jsonKeys(item, `${path}.${key}`)),
  ];
}
