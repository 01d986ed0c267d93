export { catalogErrorCodes, type CatalogErrorCode } from './catalog-error-codes.ts';
export { latestStanding } from './latest-standing.ts';
export { nextVersion, proposeVersion, versionParts } from './next-version.ts';
export type { ProposedVersion, VersionPart } from './next-version.ts';
export { linkStatusOf, type AppLink, type LinkStatus, type NewLink } from './link.ts';
export type {
  ModeratedApp,
  ModeratedAppQuery,
  NewSuspension,
  OpenFor,
  Suspension,
  UntoldLifting,
  UntoldSuspension,
} from './suspension.ts';
export {
  versionReviewStatuses,
  type CheckFinding,
  type FieldRemark,
  type VersionCheck,
  type VersionReview,
  type VersionReviewStatus,
} from './version-review.ts';
export { isDraftVersion } from './draft-version.ts';
export type {
  App,
  AppName,
  Asset,
  AssetFile,
  Listing,
  NewAsset,
  Published,
  Release,
  StoreAddress,
  StoredAsset,
} from './catalog.ts';
export type { Collection, Collections, Front, Shelf } from './collection.ts';
export { priceIds } from './count-facets.ts';
export type { Price } from './facets.ts';
export { searchSorts } from './search.ts';
export type {
  CategoryCount,
  FacetCount,
  Instead,
  SearchQuery,
  SearchResult,
  SearchSort,
  StoreFacts,
  Suggestion,
  Trait,
} from './search.ts';
