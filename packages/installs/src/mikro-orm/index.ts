export { installsTables } from './installs-tables.ts';
export { hasEnded } from './has-ended.ts';
export { createInstallationStore } from './create-installation-store.ts';
export { createFarewellStore } from './create-farewell-store.ts';
