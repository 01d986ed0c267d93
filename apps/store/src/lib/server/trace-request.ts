import { beginServerSpan, inClientSpan, isTracing } from '@minimart/tracing';
import type { RequestEvent } from '@sveltejs/kit';

/** Answers a request as a span of a trace, by its route as that is declared. Where nothing is traced, it is answered and nothing else. */
export async function traceRequest(
  { request, route, url }: Pick<RequestEvent, 'request' | 'route' | 'url'>,
  answer: () => Promise<Response>,
): Promise<Response> {
  if (!isTracing()) return answer();
  const { method, headers } = request;
  const span = beginServerSpan({ method, scheme: url.protocol.slice(0, -1), traceparent: headers.get('traceparent') });
  let status: number | undefined;
  try {
    const response = await span.run(answer);
    ({ status } = response);
    return response;
  } finally {
    span.end({ route: route.id ?? undefined, status });
  }
}

/** Sends a request to the API as part of the trace under way. */
export async function fetchTraced(request: Request, options: RequestInit): Promise<Response> {
  if (!isTracing()) return fetch(request, options);
  return inClientSpan(request, (traceparent) => {
    if (traceparent !== undefined) request.headers.set('traceparent', traceparent);
    return fetch(request, options);
  });
}
