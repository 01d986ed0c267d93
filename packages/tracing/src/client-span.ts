import type { Attributes } from '@opentelemetry/api';
import { failSpan, inSpan } from './in-span.ts';
import { methodOf } from './method-of.ts';
import { formatTraceparent } from './traceparent.ts';

/** What is told of a request that goes out: where to, as an origin, and never its path or its query. */
interface SentRequest {
  method: string;
  url: string;
  attributes?: Attributes;
}

/**
 * Sends a request as a span (HTTP semantic conventions, stable). `send` gets the header `traceparent` to send along, undefined where nothing is traced, and
 * answers what came of it with its status, undefined where there was none.
 */
export async function inClientSpan<Sent extends { status?: number | undefined }>(
  { method, url, attributes }: SentRequest,
  send: (traceparent: string | undefined) => Promise<Sent>,
): Promise<Sent> {
  const named = methodOf(method);
  const about = { 'http.request.method': named.method, ...serverOf(url), ...attributes };
  return inSpan(named.name, { kind: 'CLIENT', attributes: about }, async (span) => {
    const sent = await send(span && formatTraceparent(span.spanContext()));
    const { status } = sent;
    if (span === undefined) return sent;
    if (status !== undefined) span.setAttribute('http.response.status_code', status);
    if (status === undefined || status >= 400) failSpan(span, status === undefined ? 'no_answer' : String(status));
    return sent;
  });
}

function serverOf(url: string): Attributes {
  const parsed = URL.parse(url);
  if (parsed === null) return {};
  const scheme = parsed.protocol.slice(0, -1);
  const port = parsed.port === '' ? (scheme === 'https' ? 443 : 80) : Number(parsed.port);
  return { 'server.address': parsed.hostname, 'server.port': port, 'url.scheme': scheme };
}
