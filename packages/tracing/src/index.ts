export { startTracing, type Tracing } from './start-tracing.ts';
export type { TracingOptions } from './tracing-options.ts';
export { isTracing } from './is-tracing.ts';
export { inSpan, type SpanOptions } from './in-span.ts';
export { beginServerSpan, type ServedRequest, type ServerSpan } from './server-span.ts';
export { inClientSpan } from './client-span.ts';
export { activeTraceparent, parseTraceparent, type TraceContext } from './traceparent.ts';
export { linkTo, noteOn } from './note-on.ts';
export { traceFacts } from './trace-facts.ts';
