import type { EntityManager } from '@mikro-orm/postgresql';
import type { Published } from '../catalog.ts';
import { AppEntity } from './app.entity.ts';
import { claimSlug } from './claim-slug.ts';

/** Makes a version the one that the store shows and finds, under its own slug. Refuses `slug_taken`. */
export async function showInStore(
  em: EntityManager,
  appId: string,
  { version, manifest, publishedAt }: Pick<Published, 'version' | 'manifest' | 'publishedAt'>,
): Promise<void> {
  const { slug, name, summary, description, category } = manifest;
  await claimSlug(slug, () => em.nativeUpdate(AppEntity, { id: appId }, { latestVersion: version, slug }));
  await em.execute(
    `insert into catalog.listings (app_id, category, name_key, published_at, words)
     values (?, ?, lower(?), ?::timestamptz, to_tsvector('simple', ?))
     on conflict (app_id) do update set category = excluded.category, name_key = excluded.name_key,
       published_at = excluded.published_at, words = excluded.words`,
    // Words are kept without stemming: names and products are no English.
    [appId, category, name, publishedAt.toISOString(), [name, summary, description, category].join(' ')],
  );
}
