import { context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Attributes, type Span } from '@opentelemetry/api';
import { isTracing } from './is-tracing.ts';
import type { TraceContext } from './traceparent.ts';

/** What is known of a span as it begins. */
export interface SpanOptions {
  kind?: keyof typeof SpanKind;
  /** Facts by the semantic conventions or below `minimart.`; never a value that somebody typed in. */
  attributes?: Attributes;
  /** Other traces that this one came of. */
  links?: readonly (TraceContext | undefined)[];
  /** Begins a trace of its own, whatever is under way. */
  isRoot?: boolean;
}

/** Does a piece of work as a span of the trace under way. Where nothing is traced, it is done and nothing else. */
export async function inSpan<Value>(
  name: string,
  options: SpanOptions,
  work: (span: Span | undefined) => Promise<Value>,
): Promise<Value> {
  if (!isTracing()) return work(undefined);
  const span = beginSpan(name, options);
  try {
    return await context.with(trace.setSpan(context.active(), span), () => work(span));
  } catch (error) {
    failSpan(span, errorType(error));
    throw error;
  } finally {
    span.end();
  }
}

/** Begins a span. */
export function beginSpan(name: string, { kind = 'INTERNAL', attributes = {}, links = [], isRoot }: SpanOptions): Span {
  const linked = links.flatMap((link) => (link === undefined ? [] : [{ context: link }]));
  const options = { kind: SpanKind[kind], attributes, links: linked };
  return trace.getTracer('minimart').startSpan(name, options, isRoot ? ROOT_CONTEXT : context.active());
}

/** Says of a span that it failed, by a word; what an error says in its own words may be somebody's secret. */
export function failSpan(span: Span, type: string): void {
  span.setAttribute('error.type', type).setStatus({ code: SpanStatusCode.ERROR });
}

function errorType(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  const word = typeof code === 'string' ? code : name;
  return typeof word === 'string' && /^[\w.-]{1,40}$/.test(word) ? word : '_OTHER';
}
