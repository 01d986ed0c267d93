import { m } from '@minimart/messages';
import type { Tone } from './tone.ts';

/** Where an installation stands. */
export type InstallationStatus = 'pending' | 'active' | 'failed' | 'uninstalled';

const words: Record<InstallationStatus, { word: () => string; tone: Tone }> = {
  pending: { word: m.ui_status_pending, tone: 'amber' },
  active: { word: m.ui_status_active, tone: 'brand' },
  failed: { word: m.ui_status_failed, tone: 'red' },
  uninstalled: { word: m.ui_status_uninstalled, tone: 'plain' },
};

/** The word and the colour of an installation's status. */
export function statusWords(status: InstallationStatus): { word: string; tone: Tone } {
  const { word, tone } = words[status];
  return { word: word(), tone };
}
