import { hash } from 'node:crypto';
import { assetIdsOf, type Manifest } from '@minimart/app-manifest';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import type { StoredAsset } from '../catalog.ts';
import type { CatalogErrorCode } from '../catalog-error-codes.ts';
import { AssetEntity } from './asset.entity.ts';
import { toStoredText } from './to-stored-text.ts';

/** Keeps a picture under the digest of its bytes and answers that id; the same bytes again are kept once. */
export async function putAsset(em: EntityManager, asset: Omit<StoredAsset, 'id'>, at: Date): Promise<string> {
  const id = hash('sha256', asset.bytes, 'hex').slice(0, 40);
  await em.execute(
    'insert into catalog.assets (id, media_type, bytes, created_at) values (?, ?, ?, ?::timestamptz) on conflict (id) do nothing',
    [id, asset.mediaType, asset.bytes, at.toISOString()],
  );
  return id;
}

/** The picture with this id. */
export async function findAsset(em: EntityManager, id: string): Promise<StoredAsset | undefined> {
  const row = await em.findOne(AssetEntity, { id: toStoredText(id) }, { disableIdentityMap: true });
  return row === null ? undefined : { id, mediaType: row.mediaType, bytes: Buffer.from(row.bytes) };
}

/** Refuses `unknown_asset`, naming each field of a manifest that refers to a picture nobody stored. */
export async function assertAssets(em: EntityManager, manifest: Manifest): Promise<void> {
  const wanted = assetIdsOf(manifest);
  if (wanted.length === 0) return;
  const ids = wanted.map(({ id }) => id);
  const found = await em.find(AssetEntity, { id: ids }, { fields: ['id'], disableIdentityMap: true });
  const known = new Set(found.map(({ id }) => id));
  const errors = wanted
    .filter(({ id }) => !known.has(id))
    .map(({ id, path }) => ({ path, message: `There is no asset ${id}. Upload the picture first.` }));
  const [first] = errors;
  if (first !== undefined) {
    throw new Refusal<CatalogErrorCode>({ code: 'unknown_asset', detail: first.message, errors });
  }
}
