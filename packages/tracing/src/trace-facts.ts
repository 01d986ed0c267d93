import { isSpanContextValid, trace } from '@opentelemetry/api';
import { isTracing } from './is-tracing.ts';

/** What every log line says of the trace under way, by OpenTelemetry's names; nothing outside of one. */
export function traceFacts(): { trace_id?: string; span_id?: string; trace_flags?: string } {
  if (!isTracing()) return {};
  const found = trace.getActiveSpan()?.spanContext();
  if (found === undefined || !isSpanContextValid(found)) return {};
  return { trace_id: found.traceId, span_id: found.spanId, trace_flags: `0${found.traceFlags}` };
}
