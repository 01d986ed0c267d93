/** Where to go after signing in: `next` when it is a path of this very store, else `/`. What a browser could read as another site is refused. */
export function parseNextPath(next: unknown): string {
  if (typeof next !== 'string' || next.length > 2_000 || !next.startsWith('/') || /[\\\s\p{Cc}]/u.test(next))
    return '/';
  const base = 'http://store.invalid';
  if (!URL.canParse(next, base)) return '/';
  const { origin, pathname, search, hash } = new URL(next, base);
  return origin === base && !pathname.startsWith('//') ? pathname + search + hash : '/';
}
