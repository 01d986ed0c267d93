import { assetIdsOf, type Manifest } from '@minimart/app-manifest';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import type { CatalogErrorCode } from '../catalog-error-codes.ts';

/** Whose manifest it is, and when it is saved. */
export interface AssetClaim {
  ownerId: string;
  at: Date;
}

/**
 * Marks what a manifest refers to as in use, so that it stays. Refuses `unknown_asset`, naming each field that refers to nothing stored, to what
 * somebody else uploaded, or to a picture where a video belongs and the other way round.
 */
export async function claimAssets(em: EntityManager, manifest: Manifest, { ownerId, at }: AssetClaim): Promise<void> {
  const wanted = assetIdsOf(manifest);
  if (wanted.length === 0) return;
  const ids = [...new Set(wanted.map(({ id }) => id))];
  const places = placesFor(ids);
  // What is in use is not written again; what is not is held until the transaction ends, so that no sweep takes it away.
  await em.execute(
    `update catalog.assets set claimed_at = ?::timestamptz where claimed_at is null and owner_id = ? and id in (${places})`,
    [at.toISOString(), ownerId, ...ids],
  );
  const found = await em.execute<{ id: string; media_type: string }[]>(
    `select id, media_type from catalog.assets
     where claimed_at is not null and (owner_id is null or owner_id = ?) and id in (${places})`,
    [ownerId, ...ids],
  );
  const types = new Map(found.map(({ id, media_type: type }) => [id, type]));
  const errors = wanted.flatMap(({ id, path, kind }) => {
    const message = mistakeOf({ id, kind, type: types.get(id) });
    return message === undefined ? [] : [{ path, message }];
  });
  const [first] = errors;
  if (first !== undefined) {
    throw new Refusal<CatalogErrorCode>({ code: 'unknown_asset', detail: first.message, errors });
  }
}

/** A question mark for each value of a list. */
export function placesFor(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

function mistakeOf(asked: { id: string; kind: 'picture' | 'video'; type: string | undefined }): string | undefined {
  const { id, kind, type } = asked;
  if (type === undefined) return `There is no asset ${id}. Upload the ${kind} first.`;
  if (type.startsWith('video/') === (kind === 'video')) return undefined;
  return kind === 'video'
    ? `The asset ${id} is a picture; a video belongs here.`
    : `The asset ${id} is a video; a picture belongs here.`;
}
