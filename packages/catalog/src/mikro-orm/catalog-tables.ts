import { AppEntity } from './app.entity.ts';
import { AssetEntity } from './asset.entity.ts';
import { ListingEntity } from './listing.entity.ts';
import { CreateCatalog } from './migrations/0001-create-catalog.ts';
import { CreateListings } from './migrations/0002-create-listings.ts';
import { CreateReleases } from './migrations/0003-create-releases.ts';
import { ReleaseEntity } from './release.entity.ts';
import { VersionEntity } from './version.entity.ts';

/** The tables of this package, for whoever composes a database: schema, entities, migrations in their order. */
export const catalogTables = {
  schema: 'catalog',
  entities: [AppEntity, VersionEntity, ReleaseEntity, ListingEntity, AssetEntity],
  migrations: [
    { name: 'catalog-0001-create', class: CreateCatalog },
    { name: 'catalog-0002-listings', class: CreateListings },
    { name: 'catalog-0003-releases', class: CreateReleases },
  ],
};
