import type { Route } from '../http/route.ts';

const text = { schema: { type: 'string' } } as const;
const said = (description: string) => ({ description, ...text });

/** The headers that a call takes, as OpenAPI describes them; `Accept` and `Authorization` it describes by other means. */
export function requestHeadersOf(
  route: Pick<Route, 'idempotent' | 'translated' | 'shared' | 'tagged' | 'ifMatch' | 'followed' | 'method'>,
) {
  const { idempotent, translated, shared, tagged, ifMatch, followed, method } = route;
  return [
    ...(idempotent ? [idempotencyKey] : []),
    ...(translated ? [acceptLanguage] : []),
    ...(ifMatch === undefined ? [] : [{ ...changesOnly, required: ifMatch === 'required' }]),
    ...(shared || (tagged && method === 'get') ? [knows] : []),
    ...(followed ? [lastEvent] : []),
  ];
}

/** The headers of an answer that is no problem. */
export function answerHeadersOf({
  shared,
  tagged,
  translated,
  download,
}: Pick<Route, 'shared' | 'tagged' | 'translated' | 'download'>) {
  return {
    ...(shared && {
      ETag: said('Stands for this very answer, where nobody is signed in; send it back as `If-None-Match`.'),
    }),
    ...(tagged && { ETag: said('Stands for what was read; send it back as `If-Match` to change just that.') }),
    ...(translated && {
      'Content-Language': said('The language of what is said of scopes. What developers wrote is in their own.'),
    }),
    ...(download && { 'Content-Disposition': said('A name for the file, where it is one to keep.') }),
  };
}

/** The headers of a problem. */
export const problemHeaders = {
  'WWW-Authenticate': said('How to say who calls, with 401 and where a scope is missing (RFC 9110, RFC 6750).'),
  'Retry-After': said('In how many seconds to send the call again, with 429 and 503 (RFC 9110).'),
};

/** The headers of every answer of the platform API. */
export const platformHeaders = {
  'X-Accepted-Scopes': said('The scope that opens this call.'),
  'RateLimit-Policy': said('How many calls a key may make in how many seconds, where that is limited.'),
  RateLimit: said('How many calls are left, and in how many seconds all are.'),
  Deprecation: said('Since when the scope of this call is deprecated, where it is (RFC 9745).'),
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'Any text of your own; a repeated call with the same key is the same call, for 24 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
} as const;

const acceptLanguage = {
  name: 'Accept-Language',
  in: 'header',
  description: 'The language of what is said of scopes (RFC 9110), such as `de`; English without one that there is.',
  ...text,
} as const;

const changesOnly = {
  name: 'If-Match',
  in: 'header',
  description:
    'The `ETag` of what you have read: the call is refused where somebody has changed it since. `*` for whatever is there.',
  ...text,
} as const;

const knows = {
  name: 'If-None-Match',
  in: 'header',
  description: 'The `ETag` of the answer you have, to be sent another only if there is one.',
  ...text,
} as const;

const lastEvent = {
  name: 'Last-Event-ID',
  in: 'header',
  description: 'With `Accept: text/event-stream`, the last event that you got.',
  ...text,
} as const;
