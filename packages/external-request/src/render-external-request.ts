import { Refusal } from '@minimart/problem';
import type { ExternalRequest } from './external-request-schema.ts';
import { fillTemplate } from './fill-template.ts';
import { isHeaderValue } from './header-rules.ts';
import type { RequestValues } from './mask-values.ts';
import { renderBody } from './render-body.ts';
import { renderUrl } from './render-url.ts';
import type { RequestMethod } from './request-methods.ts';

/** Why a request cannot be rendered with the values given; `extra.variable` names the variable at fault. */
export const externalRequestErrorCodes = [
  'unknown_variable',
  'invalid_url',
  'invalid_path_value',
  'invalid_header_value',
] as const;

/** One of `externalRequestErrorCodes`. */
export type ExternalRequestErrorCode = (typeof externalRequestErrorCodes)[number];

/** A request ready to send. Header names are as the developer wrote them. */
export interface RenderedRequest {
  method: RequestMethod;
  url: string;
  headers: Record<string, string>;
  body: string | null;
}

/**
 * Puts the values into a checked request, each place escaping for itself. Throws a Refusal with one of
 * `externalRequestErrorCodes`; its text names the variable, never its value.
 */
export function renderExternalRequest(request: ExternalRequest, values: RequestValues): RenderedRequest {
  const body = request.body === undefined ? undefined : renderBody(request.body, values);
  const headers = Object.fromEntries(
    Object.entries(request.headers ?? {}).map(([name, value]) => [
      name,
      fillTemplate(value, values, headerEscape(name)),
    ]),
  );
  const typed = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  if (body !== undefined && !typed) headers['content-type'] = body.contentType;
  return { method: request.method, url: renderUrl(request, values), headers, body: body?.text ?? null };
}

/** A header has no escape: what it cannot carry is refused (RFC 9110, section 5.5). */
function headerEscape(header: string): (text: string, variable: string) => string {
  return (text, variable) => {
    if (isHeaderValue(text)) return text;
    throw new Refusal({
      code: 'invalid_header_value',
      detail: `The value of {{${variable}}} has a line break or another character that the header ${header} cannot carry.`,
      extra: { variable },
    });
  };
}
