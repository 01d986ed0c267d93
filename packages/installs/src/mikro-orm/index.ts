export { installsTables } from './installs-tables.ts';
export { createInstallationStore } from './create-installation-store.ts';
