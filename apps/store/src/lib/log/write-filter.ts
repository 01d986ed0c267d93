/** The query that leads to a filtered log, with its question mark; what is empty is left out, so that every state has one address. */
export function writeFilter<Name extends string>(
  names: readonly Name[],
  filter: Partial<Record<Name, string>>,
  cursor?: string,
): string {
  const query = new URLSearchParams();
  for (const name of names) if (filter[name]) query.set(name, filter[name]);
  if (cursor) query.set('cursor', cursor);
  return query.size > 0 ? `?${query}` : '';
}
