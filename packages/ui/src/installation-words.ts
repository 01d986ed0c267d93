import type { Tone } from './tone.ts';

/** Where an installation stands. */
export type InstallationStatus = 'pending' | 'active' | 'failed' | 'uninstalled';

/** The word and the colour of an installation's status. */
export const statusWords: Record<InstallationStatus, { word: string; tone: Tone }> = {
  pending: { word: 'Setting up', tone: 'amber' },
  active: { word: 'Active', tone: 'brand' },
  failed: { word: 'Not working', tone: 'red' },
  uninstalled: { word: 'Uninstalled', tone: 'plain' },
};
