import { storePath, type StoreFilter } from './store-path.ts';

/** The address of the list of apps with a filter. The plain address is the front page, so the whole list in its usual order says that it is one. */
export function listPath(filter: Partial<StoreFilter>, cursor?: string): string {
  const path = storePath(filter, cursor);
  return path === '/' ? storePath({ sort: 'new' }) : path;
}
