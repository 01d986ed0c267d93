import { Refusal } from '@minimart/problem';
import { fillTemplate } from './fill-template.ts';
import { mask, maskText } from './mask-values.ts';
import type { RequestValues } from './mask-values.ts';
import { hasVariable } from './parse-template.ts';
import { isDotSegment, parseUrlTemplate } from './parse-url-template.ts';

/**
 * The URL with its values, percent-encoded so that none can add a segment, a query or another host.
 * Throws `invalid_url`, `invalid_path_value` (a whole segment that is empty, `.` or `..`) or `unknown_variable`.
 */
export function renderUrl(
  { url, query = {} }: { url: string; query?: Record<string, string> | undefined },
  values: RequestValues,
): string {
  const parsed = parseUrlTemplate(url);
  if (!parsed.ok) throw new Refusal({ code: 'invalid_url', detail: `The URL ${parsed.mistake}.` });
  const { origin, segments, query: written } = parsed.url;
  const path = segments.map((segment) => `/${renderSegment(segment, values)}`).join('');
  const pairs = written.map(({ name, value }) =>
    value === undefined ? name : `${name}=${fillTemplate(value, values, encodeURIComponent)}`,
  );
  const added = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, fillTemplate(value, values, (text) => text)]),
  ).toString();
  const search = [...pairs, ...(added === '' ? [] : [added])].join('&');
  const { href } = new URL(`${origin}${path}${search === '' ? '' : `?${search}`}`);
  const display = Object.values(values).includes(mask);
  return display ? href.replaceAll(encodeURIComponent(maskText), maskText) : href;
}

function renderSegment(segment: string, values: RequestValues): string {
  let variable: string | undefined;
  const rendered = fillTemplate(segment, values, (text, name) => {
    variable = name;
    return encodeURIComponent(text);
  });
  if (hasVariable(segment) && variable !== undefined && (rendered === '' || isDotSegment(rendered))) {
    throw new Refusal({
      code: 'invalid_path_value',
      detail: `The value of {{${variable}}} makes a part of the path empty, "." or "..", which would lead to another address.`,
      extra: { variable },
    });
  }
  return rendered;
}
