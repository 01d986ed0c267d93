import type { OutgoingRequest } from './outgoing-request.ts';

/** Headers that belong to the sender: a developer's header of that name, or beginning with `webhook-` or `proxy-`, is left out. */
const reserved = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'expect',
  'te',
  'trailer',
  'accept-encoding',
  'user-agent',
]);

/** The headers of an attempt: the developer's own, then ours, which they cannot override. Names in lower case. */
export function deliveryHeaders(
  request: OutgoingRequest,
  ours: { userAgent: string; signature: Record<string, string> },
): Record<string, string> {
  // Without a prototype, a header may have any name.
  const sent = Object.create(null) as Record<string, string>;
  for (const [given, value] of Object.entries(request.headers)) {
    const name = given.toLowerCase();
    if (!reserved.has(name) && !name.startsWith('webhook-') && !name.startsWith('proxy-')) sent[name] = value;
  }
  sent['user-agent'] = ours.userAgent;
  // Bodies are never inflated, so nothing is gained by a compressed one.
  sent['accept-encoding'] = 'identity';
  return Object.assign(sent, ours.signature);
}
