export { numbersTables } from './numbers-tables.ts';
export { createNumbersStore, type NumbersStore } from './create-numbers-store.ts';
export { createViewStore } from './create-view-store.ts';
