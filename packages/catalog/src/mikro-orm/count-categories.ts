import type { EntityManager } from '@mikro-orm/postgresql';
import type { CategoryCount } from '../search.ts';

/** How many apps the store's lists have in each category, the largest first; read from an index alone. */
export function countCategories(em: EntityManager): Promise<CategoryCount[]> {
  return em.execute<CategoryCount[]>(
    'select category as id, count(*)::int as count from catalog.listings group by 1 order by 2 desc, 1',
  );
}
