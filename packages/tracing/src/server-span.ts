import { context, ROOT_CONTEXT, trace, type Attributes } from '@opentelemetry/api';
import { beginSpan, failSpan } from './in-span.ts';
import { methodOf } from './method-of.ts';
import { parseTraceparent } from './traceparent.ts';

/** What is told of a request as it comes in; its address, its visitor and their browser are not. */
export interface ServedRequest {
  method: string;
  scheme: string;
  /** The header `traceparent`, which is continued where it is well formed. */
  traceparent: string | null | undefined;
}

/** A request that is being answered. */
export interface ServerSpan {
  /** Does what belongs to it. */
  run<Value>(work: () => Value): Value;
  /** Ends it: by which route, as that was declared, and with which status. */
  end(answer: { route: string | undefined; status: number | undefined; attributes?: Attributes }): void;
}

/** Begins the span of a request that a server answers (HTTP semantic conventions, stable). Without `url.path`, since a person may put anything into one. */
export function beginServerSpan({ method, scheme, traceparent }: ServedRequest): ServerSpan {
  const named = methodOf(method);
  const parent = parseTraceparent(traceparent);
  const before = parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
  const attributes = { 'http.request.method': named.method, 'url.scheme': scheme };
  const span = context.with(before, () => beginSpan(named.name, { kind: 'SERVER', attributes }));
  const within = trace.setSpan(before, span);
  return {
    run: (work) => context.with(within, work),
    end({ route, status, attributes: more = {} }) {
      if (route !== undefined) span.updateName(`${named.name} ${route}`).setAttribute('http.route', route);
      if (status !== undefined) span.setAttribute('http.response.status_code', status);
      if (status === undefined || status >= 500) failSpan(span, status === undefined ? 'aborted' : String(status));
      span.setAttributes(more).end();
    },
  };
}
