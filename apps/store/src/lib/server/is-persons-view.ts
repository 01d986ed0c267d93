/**
 * Whether a request is for a page that is shown to a person, who has nothing against being counted: a navigation, not a prefetch, an embedded
 * picture or the answer to a form; nor of a browser that asks not to be tracked (Sec-GPC, DNT), although nobody is.
 */
export function isPersonsView({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean {
  if (method !== 'GET' || headers.get('sec-gpc') === '1' || headers.get('dnt') === '1') return false;
  const isAhead = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].some((name) =>
    /prefetch|preview/i.test(headers.get(name) ?? ''),
  );
  // Not sent by older browsers. `empty` is the page's own script, which fetches the data of the page it goes to.
  const destination = headers.get('sec-fetch-dest') ?? 'document';
  return !isAhead && (destination === 'document' || destination === 'empty');
}
