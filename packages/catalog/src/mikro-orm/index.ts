export { createCatalog, type Catalog } from './create-catalog.ts';
export { catalogTables } from './catalog-tables.ts';
