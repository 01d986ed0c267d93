import { isSpanContextValid, trace, TraceFlags, type SpanContext } from '@opentelemetry/api';

/** Which span of which trace something belongs to. */
export type TraceContext = SpanContext;

const form = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/;

/** Reads the header `traceparent` (W3C Trace Context, level 1); undefined for none, or one that is malformed. */
export function parseTraceparent(text: string | null | undefined): TraceContext | undefined {
  const [, version, traceId = '', spanId = '', flags = '', more] = form.exec(text ?? '') ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  const found = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
  return isSpanContextValid(found) ? found : undefined;
}

/** Writes it. */
export function formatTraceparent({ traceId, spanId, traceFlags }: TraceContext): string {
  return `00-${traceId}-${spanId}-0${traceFlags & TraceFlags.SAMPLED}`;
}

/** The span under way here, as the header `traceparent` says it; undefined outside of any. */
export function activeTraceparent(): string | undefined {
  const found = trace.getActiveSpan()?.spanContext();
  return found !== undefined && isSpanContextValid(found) ? formatTraceparent(found) : undefined;
}
