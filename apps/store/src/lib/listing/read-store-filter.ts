import type { StoreFilter } from './store-path.ts';

const sorts = new Set(['popular', 'name']);
const prices = new Set(['free', 'free-plan']);
const mostWithout = 20;

/** What somebody typed, as far as it is searched for: 100 characters, and none that no keyboard has, which the API would refuse. */
export function toTyped(text: string | null): string {
  return (text ?? '')
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 100);
}

/** The filter that an address holds; what it holds beyond that is left out. */
export function readStoreFilter(search: URLSearchParams): StoreFilter {
  const query = toTyped(search.get('query'));
  const [price, language] = [search.get('price') ?? '', search.get('language') ?? ''];
  const filter = {
    query,
    category: (search.get('category') ?? '').slice(0, 40),
    price: prices.has(price) ? price : '',
    language: /^[a-z]{2,3}$/u.test(language) ? language : '',
    risk: search.get('risk') === 'low' ? 'low' : '',
    developer: search.get('developer') === 'verified' ? 'verified' : '',
    without: [...new Set(search.getAll('without'))].filter((scope) => scope !== '').slice(0, mostWithout),
  };
  const sort = search.get('sort') ?? '';
  // The newest first is the usual order. With a query that is by relevance; and where nothing is filtered by, it tells the whole list from the front page.
  const isNamed = query !== '' || !isFiltered(filter);
  return { ...filter, sort: sorts.has(sort) || (sort === 'new' && isNamed) ? sort : '' };
}

/** Whether anything is filtered by, but for the words and the order. */
export function isFiltered({ query: _words, sort: _order, ...rest }: Partial<StoreFilter>): boolean {
  return Object.values(rest).some(({ length }) => length > 0);
}
