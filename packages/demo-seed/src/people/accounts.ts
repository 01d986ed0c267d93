import type { DemoAccount } from '../demo-content.types.ts';

/** The people who may sign in. */
export const accounts: DemoAccount[] = [
  { id: 'owner', name: 'Ada Fern', email: 'owner@demo.minimart.test' },
  { id: 'otherOwner', name: 'Jonas Berg', email: 'other-owner@demo.minimart.test' },
  { id: 'member', name: 'Noor Haddad', email: 'member@demo.minimart.test' },
  { id: 'developer', name: 'Lantern Works', email: 'developer@demo.minimart.test' },
  { id: 'operator', name: 'Sam Okoro', email: 'operator@demo.minimart.test' },
];
