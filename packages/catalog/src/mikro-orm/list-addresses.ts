import type { EntityManager } from '@mikro-orm/postgresql';
import type { StoreAddress } from '../catalog.ts';
import { toStoredText } from './to-stored-text.ts';

/** The addresses of the apps in the store's lists, by slug, from after one slug on. */
export async function listAddresses(
  em: EntityManager,
  { after = '', limit }: { after?: string | undefined; limit: number },
): Promise<StoreAddress[]> {
  const rows = await em.execute<{ slug: string; publishedAt: string | Date }[]>(
    `select a.slug, l.published_at as "publishedAt"
     from catalog.apps a join catalog.listings l on l.app_id = a.id
     where a.slug > ? order by a.slug limit ?`,
    [toStoredText(after), limit],
  );
  return rows.map(({ slug, publishedAt }) => ({ slug, publishedAt: new Date(publishedAt) }));
}
