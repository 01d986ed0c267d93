import { assetIdsOf, type Manifest } from '@minimart/app-manifest';
import type { EntityManager } from '@mikro-orm/postgresql';
import { placesFor, type AssetClaim } from './claim-assets.ts';

/**
 * Holds the assets of these manifests until the transaction ends. Who claims one and who lets go of it wait for each other, always in the same order, so
 * that none is let go of that another draft has just begun to use.
 */
export async function holdAssets(em: EntityManager, manifests: readonly Manifest[]): Promise<void> {
  const ids = [...idsOf(...manifests)];
  if (ids.length === 0) return;
  await em.execute(`select 1 from catalog.assets where id in (${placesFor(ids)}) order by id for update`, ids);
}

/**
 * Lets go of what a draft referred to and does not any more, where no other draft, no version and no snapshot of its owner's does: it has its time
 * to be used anew, and is deleted after that. Needs `holdAssets` before, and the draft to be saved.
 */
export async function releaseAssets(
  em: EntityManager,
  { before, after }: { before: Manifest; after: Manifest },
  { ownerId, at }: AssetClaim,
): Promise<void> {
  const kept = idsOf(after);
  const ids = [...idsOf(before)].filter((id) => !kept.has(id));
  if (ids.length === 0) return;
  await em.execute(
    `update catalog.assets as asset set claimed_at = null, created_at = ?::timestamptz
     where id in (${placesFor(ids)}) and owner_id = ? and not exists (
       select 1 from catalog.apps as app
       cross join lateral (
         select app.draft::text as manifest
         union all select manifest::text from catalog.versions where app_id = app.id
         union all select manifest::text from catalog.draft_snapshots where app_id = app.id
       ) as written
       where app.owner_id = asset.owner_id and strpos(written.manifest, 'asset:' || asset.id) > 0
     )`,
    [at.toISOString(), ...ids, ownerId],
  );
}

function idsOf(...manifests: readonly Manifest[]): Set<string> {
  return new Set(manifests.flatMap(assetIdsOf).map(({ id }) => id));
}
