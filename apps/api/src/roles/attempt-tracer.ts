import { inClientSpan, inSpan, parseTraceparent } from '@minimart/tracing';
import type { AttemptTracer } from '@minimart/webhooks';

/**
 * Makes each attempt a trace of its own, linked to the request that enqueued its delivery. What goes out to the app's server as `traceparent` names this trace, so
 * it tells them nothing but that its requests are one attempt, which `webhook-id` tells as well.
 */
export const attemptTracer: AttemptTracer = {
  attempt(claimed, work) {
    const { id, endpointId, attempt } = claimed;
    const attributes = {
      'messaging.operation.type': 'process',
      'messaging.message.id': id,
      'minimart.app.id': endpointId,
      'minimart.attempt': attempt,
    };
    const links = [parseTraceparent(claimed.traceparent)];
    return inSpan('delivery attempt', { kind: 'CONSUMER', isRoot: true, attributes, links }, async (span) => {
      const settlement = await work();
      span?.setAttributes({
        'minimart.delivery.status': settlement.status,
        'minimart.attempt.outcome': settlement.record?.outcome ?? 'unsent',
      });
      return settlement;
    });
  },
  async exchange(request, send) {
    const sent = await inClientSpan(request, async (traceparent) => {
      const result = await send(traceparent === undefined ? {} : { traceparent });
      return { result, status: result.kind === 'unsendable' ? undefined : (result.statusCode ?? undefined) };
    });
    return sent.result;
  },
};
