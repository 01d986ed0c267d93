/** Every code that a refusal of this package carries. */
export const catalogErrorCodes = [
  'not_found',
  'slug_taken',
  'nothing_to_publish',
  'draft_changed',
  'version_invalid',
  'unknown_asset',
  'invalid_request',
] as const;

export type CatalogErrorCode = (typeof catalogErrorCodes)[number];
