const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request would change something on behalf of another site (CSRF): its Origin is not ours. SvelteKit's own check knows the address of the
 * build or of the request only; behind a proxy the truth is the `ORIGIN` setting, which is read when the server starts.
 */
export function isForgery({ method, headers }: Pick<Request, 'method' | 'headers'>, ownOrigin: string): boolean {
  return !harmless.has(method) && headers.get('origin') !== ownOrigin;
}
