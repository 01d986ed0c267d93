import type { Ledger } from './ledger.ts';
import type { Estate } from './plant.ts';
import type { Traffic } from './traffic.ts';

/** What the drivers share. */
export interface Soak {
  traffic: Traffic;
  ledger: Ledger;
  estate: Estate;
  random: () => number;
}
