/** What the store's front page is filtered by; what is empty is no filter. `without` are scopes that apps must not ask for. */
export type StoreFilter = {
  query: string;
  category: string;
  /** `free`, or `free-plan` for that and what has a plan that is. */
  price: string;
  /** Of the apps' texts, without a script or a region. */
  language: string;
  /** `low`: nothing sensitive. */
  risk: string;
  /** `verified`: by developers who have proven a domain. */
  developer: string;
  without: string[];
  /** Empty for the usual order: by relevance with a query, else the newest first; `new` says that of the whole list. */
  sort: string;
};

/** The address of the front page with a filter; what is empty is left out, so that every state has one address. */
export function storePath(filter: Partial<StoreFilter>, cursor?: string): string {
  const search = new URLSearchParams();
  for (const name of ['query', 'category', 'price', 'language', 'risk', 'developer', 'without', 'sort'] as const)
    for (const value of [filter[name] ?? []].flat()) if (value) search.append(name, value);
  if (cursor) search.set('cursor', cursor);
  return search.size > 0 ? `/?${search}` : '/';
}
