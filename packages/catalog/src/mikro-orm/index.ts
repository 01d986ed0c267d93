export { assetIdFor, createAssets, type Assets, type DayLimit } from './create-assets.ts';
export { createCatalog, type Catalog } from './create-catalog.ts';
export { catalogTables } from './catalog-tables.ts';
export { longestSearchMs } from './read-bounded.ts';
export { readStoreRevision } from './store-revision.ts';
export { createLiftings, type Liftings } from './liftings.ts';
export { appSuspended, createSuspensions, type AppStanding, type Suspensions } from './suspensions.ts';
export { createVersionReviews, type VersionRef, type VersionReviews } from './version-reviews.ts';
