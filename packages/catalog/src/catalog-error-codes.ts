/** Every code that a refusal of this package carries. */
export const catalogErrorCodes = [
  'not_found',
  'slug_taken',
  'nothing_to_publish',
  'draft_changed',
  'version_invalid',
  'percentage_too_low',
  'release_rolled_back',
  'nothing_to_roll_back_to',
  'unknown_asset',
  'upload_limit_reached',
  'storage_full',
  'app_unlisted',
  'link_expired',
  'link_used_up',
  'link_revoked',
  'too_many_links',
  'collections_changed',
  'app_suspended',
  'suspension_changed',
  'version_in_review',
  'version_not_in_review',
  'version_review_changed',
  'invalid_request',
] as const;

export type CatalogErrorCode = (typeof catalogErrorCodes)[number];
