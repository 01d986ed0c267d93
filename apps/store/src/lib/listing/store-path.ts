/** What the store's front page is filtered by; an empty string is no filter. */
export type StoreFilter = { query: string; category: string; sort: string };

/** The address of the front page with a filter; what is empty is left out, so that every state has one address. */
export function storePath(filter: Partial<StoreFilter>, cursor?: string): string {
  const search = new URLSearchParams();
  for (const name of ['query', 'category', 'sort'] as const) {
    const value = filter[name];
    if (value) search.set(name, value);
  }
  if (cursor) search.set('cursor', cursor);
  return search.size > 0 ? `/?${search}` : '/';
}
