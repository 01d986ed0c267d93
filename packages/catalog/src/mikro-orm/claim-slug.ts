import { Refusal } from '@minimart/problem';
import type { CatalogErrorCode } from '../catalog-error-codes.ts';

/** Runs a write that takes the slug; another app's slug is refused as `slug_taken`, by the table's own constraint. */
export async function claimSlug(slug: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'apps_slug_unique') throw error;
    throw slugTaken(slug);
  }
}

/** The refusal of a slug that another app has. */
export function slugTaken(slug: string): Refusal<CatalogErrorCode> {
  const message = `Another app has the slug ${slug}. Choose another.`;
  return new Refusal({ code: 'slug_taken', detail: message, errors: [{ path: 'manifest.slug', message }] });
}
