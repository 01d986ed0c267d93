import { trace, type Attributes } from '@opentelemetry/api';
import type { TraceContext } from './traceparent.ts';

/** Writes facts on the span under way; on none where nothing is traced. */
export function noteOn(attributes: Attributes): void {
  trace.getActiveSpan()?.setAttributes(attributes);
}

/** Links the span under way to another trace. */
export function linkTo(other: TraceContext | undefined): void {
  if (other !== undefined) trace.getActiveSpan()?.addLink({ context: other });
}
