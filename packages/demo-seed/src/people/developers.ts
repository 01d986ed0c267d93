import type { DemoDeveloper } from '../demo-content.types.ts';

/** Who publishes the demo's apps. The first is the account `developer`. */
export const developers: DemoDeveloper[] = [
  { id: 'lantern-works', name: 'Lantern Works', email: 'developer@demo.minimart.test' },
  { id: 'parcel-and-pine', name: 'Parcel & Pine', email: 'parcel-and-pine@demo.minimart.test' },
  { id: 'quillmark', name: 'Quillmark', email: 'quillmark@demo.minimart.test' },
  { id: 'harbour-nine', name: 'Harbour Nine', email: 'harbour-nine@demo.minimart.test' },
  { id: 'fold-and-co', name: 'Fold & Co.', email: 'fold-and-co@demo.minimart.test' },
  { id: 'open-bench', name: 'Open Bench', email: 'open-bench@demo.minimart.test' },
  { id: 'nine-tables', name: 'Nine Tables', email: 'nine-tables@demo.minimart.test' },
];
