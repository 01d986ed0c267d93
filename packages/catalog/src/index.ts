export { catalogErrorCodes, type CatalogErrorCode } from './catalog-error-codes.ts';
export { nextVersion } from './next-version.ts';
export type { App, Listing, Published, Release, SearchQuery, SearchResult, StoredAsset } from './catalog.ts';
