import { AppEntity } from './app.entity.ts';
import { AssetEntity } from './asset.entity.ts';
import { CollectionEntity } from './collection.entity.ts';
import { DraftSnapshotEntity } from './draft-snapshot.entity.ts';
import { LiftingEntity } from './lifting.entity.ts';
import { LinkEntity } from './link.entity.ts';
import { ListingEntity } from './listing.entity.ts';
import { LooseBlobEntity } from './loose-blob.entity.ts';
import { CreateCatalog } from './migrations/0001-create-catalog.ts';
import { CreateListings } from './migrations/0002-create-listings.ts';
import { CreateReleases } from './migrations/0003-create-releases.ts';
import { KeepAssetsAsBlobs } from './migrations/0004-keep-assets-as-blobs.ts';
import { CreateDraftSnapshots } from './migrations/0005-create-draft-snapshots.ts';
import { Links } from './migrations/0006-links.ts';
import { KeepTheOrderOfDrafts } from './migrations/0007-keep-the-order-of-drafts.ts';
import { SearchByWords } from './migrations/0008-search-by-words.ts';
import { CreateCollections } from './migrations/0009-create-collections.ts';
import { StoreRevision } from './migrations/0010-store-revision.ts';
import { BoundSearch } from './migrations/0011-bound-search.ts';
import { PriceAndLanguage } from './migrations/0012-price-and-language.ts';
import { DeveloperDomain } from './migrations/0013-developer-domain.ts';
import { Suspensions } from './migrations/0014-suspensions.ts';
import { VersionReviews } from './migrations/0015-version-reviews.ts';
import { SuspensionEndings } from './migrations/0016-suspension-endings.ts';
import { Liftings } from './migrations/0017-liftings.ts';
import { LinkEndings } from './migrations/0018-link-endings.ts';
import { ReleaseEntity } from './release.entity.ts';
import { SuspensionEntity } from './suspension.entity.ts';
import { UploadDayEntity } from './upload-day.entity.ts';
import { VersionReviewEntity } from './version-review.entity.ts';
import { VersionEntity } from './version.entity.ts';

/** The tables of this package, for whoever composes a database: schema, entities, migrations in their order. */
export const catalogTables = {
  schema: 'catalog',
  unmappedTables: ['scope_sets', 'search_words', 'store_revision', 'endings'],
  passing: ['endings'],
  entities: [
    AppEntity,
    VersionEntity,
    ReleaseEntity,
    ListingEntity,
    AssetEntity,
    LooseBlobEntity,
    UploadDayEntity,
    DraftSnapshotEntity,
    LinkEntity,
    CollectionEntity,
    SuspensionEntity,
    LiftingEntity,
    VersionReviewEntity,
  ],
  migrations: [
    { name: 'catalog-0001-create', class: CreateCatalog },
    { name: 'catalog-0002-listings', class: CreateListings },
    { name: 'catalog-0003-releases', class: CreateReleases },
    { name: 'catalog-0004-assets-as-blobs', class: KeepAssetsAsBlobs },
    { name: 'catalog-0005-draft-snapshots', class: CreateDraftSnapshots },
    { name: 'catalog-0006-links', class: Links },
    { name: 'catalog-0007-order-of-drafts', class: KeepTheOrderOfDrafts },
    { name: 'catalog-0008-search-by-words', class: SearchByWords },
    { name: 'catalog-0009-collections', class: CreateCollections },
    { name: 'catalog-0010-store-revision', class: StoreRevision },
    { name: 'catalog-0011-bound-search', class: BoundSearch },
    { name: 'catalog-0012-price-and-language', class: PriceAndLanguage },
    { name: 'catalog-0013-developer-domain', class: DeveloperDomain },
    { name: 'catalog-0014-suspensions', class: Suspensions },
    { name: 'catalog-0015-version-reviews', class: VersionReviews },
    { name: 'catalog-0016-suspension-endings', class: SuspensionEndings },
    { name: 'catalog-0017-liftings', class: Liftings },
    { name: 'catalog-0018-link-endings', class: LinkEndings },
  ],
};
