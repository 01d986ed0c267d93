/** The path to go to after signing in: `next` when it is a path of this store, else `/`. Anything that a browser could read as another site is refused. */
export function safeNext(next: string | null | undefined): string {
  if (!next || !next.startsWith('/') || /[\\\s\u0000-\u001f]/.test(next)) return '/';
  const base = 'http://store.invalid';
  if (!URL.canParse(next, base)) return '/';
  const url = new URL(next, base);
  if (url.origin !== base || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search + url.hash;
}
