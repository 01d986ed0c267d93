/** What a page of the bot shows. */
export interface BotView {
  search?: string;
  tag?: string;
  page?: number;
  person?: string;
}

/** The query that leads to a view, with its question mark; empty when it is the plain page. */
export function botQuery({ search, tag, page, person }: BotView): string {
  const query = new URLSearchParams();
  if (search) query.set('search', search);
  if (tag) query.set('tag', tag);
  if (page && page > 1) query.set('page', String(page));
  if (person) query.set('person', person);
  return query.size > 0 ? `?${query}` : '';
}
