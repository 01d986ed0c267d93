import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal, type FieldError } from '@minimart/problem';
import type { CatalogErrorCode } from '../catalog-error-codes.ts';
import type { Collection, Collections } from '../collection.ts';
import { AppEntity } from './app.entity.ts';
import { CollectionEntity } from './collection.entity.ts';
import { toStoredText } from './to-stored-text.ts';

/** All collections as an operator edits them. */
export async function findCollections(em: EntityManager): Promise<Collections> {
  const order = { place: 'asc', slug: 'asc' } as const;
  const rows = await em.find(CollectionEntity, {}, { disableIdentityMap: true, orderBy: order });
  const ids = [...new Set(rows.flatMap(({ appIds }) => appIds))];
  const apps = ids.length === 0 ? [] : await em.find(AppEntity, { id: ids }, { disableIdentityMap: true });
  const byId = new Map(apps.map((app) => [app.id, app]));
  const items = rows.map(({ slug, title, summary, appIds }) => {
    const known = appIds.flatMap((id) => byId.get(id) ?? []);
    return {
      slug,
      title,
      summary,
      apps: known.map((app) => app.slug),
      notShown: known
        .filter(({ unlistedAt, suspendedAt }) => unlistedAt !== null || suspendedAt !== null)
        .map((app) => app.slug),
    };
  });
  return { items, etag: etagOf(rows) };
}

/**
 * Puts collections in the place of those there are. Of two who do it at once, the second waits for the first. Refuses `collections_changed` when `ifMatch` is
 * not their present tag, and `invalid_request` for an app that never was in the store's lists. Needs a transaction.
 */
export async function replaceCollections(
  em: EntityManager,
  collections: readonly Collection[],
  ifMatch: string,
): Promise<Collections> {
  await em.execute('lock table catalog.collections in share row exclusive mode');
  const { etag } = await findCollections(em);
  if (ifMatch !== '*' && ifMatch !== etag) throw changed();
  const idBySlug = await findApps(em, collections);
  await em.nativeDelete(CollectionEntity, {});
  const rows = collections.map(({ slug, title, summary, apps }, place) => {
    const said = { title: toStoredText(title), summary: toStoredText(summary) };
    return { slug, place, ...said, appIds: apps.map((app) => idBySlug.get(app)!) };
  });
  if (rows.length > 0) await em.insertMany(CollectionEntity, rows);
  return findCollections(em);
}

async function findApps(em: EntityManager, collections: readonly Collection[]): Promise<Map<string, string>> {
  const slugs = [...new Set(collections.flatMap(({ apps }) => apps))];
  const where = { slug: slugs.map(toStoredText), wasListed: true };
  const apps = slugs.length === 0 ? [] : await em.find(AppEntity, where, { disableIdentityMap: true });
  const idBySlug = new Map(apps.map(({ id, slug }) => [slug, id]));
  const errors = collections.flatMap(({ apps: named }, at) =>
    named.flatMap((slug, place): FieldError[] => {
      const path = `items[${at}].apps[${place}]`;
      return idBySlug.has(slug) ? [] : [{ path, message: `The store has no app with the slug ${slug}.` }];
    }),
  );
  if (errors.length === 0) return idBySlug;
  const detail = errors.map(({ path, message }) => `${path}: ${message}`).join(' ');
  throw new Refusal<CatalogErrorCode>({ code: 'invalid_request', detail, errors });
}

function etagOf(rows: readonly CollectionEntity[]): string {
  const content = rows.map(({ slug, title, summary, appIds }) => [slug, title, summary, appIds]);
  return `"collections-${createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22)}"`;
}

function changed(): Refusal<CatalogErrorCode> {
  const detail = 'Somebody else saved the collections after you read them. Read them again and merge your change.';
  return new Refusal({ code: 'collections_changed', detail });
}
