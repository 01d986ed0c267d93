import type { Numbers } from '@minimart/api-client';
import { m } from '@minimart/messages';

/** A step that is counted. */
export type Step = keyof Numbers['totals'];

/** What a step is called at the head of a column, and what it means. */
export const stepWords: Record<Step, { short: string; long: string; meaning: string }> = {
  views: {
    short: 'Views',
    long: 'Looked at the listing',
    meaning: 'Visitors of your page in the store; each counts once a day.',
  },
  consents: {
    short: 'Consent',
    long: 'Opened the consent page',
    meaning: 'Visitors of the page that says what your app may do; each counts once a day.',
  },
  installed: { short: 'Installed', long: 'Installed it', meaning: 'Installations that were made.' },
  active: {
    short: 'Active',
    long: 'Became active',
    meaning: 'Installations that your server took, or that needed nothing of it, for the first time.',
  },
  failed: {
    short: 'Failed',
    long: 'Failed to start',
    meaning: 'Installations that your server refused, or that we gave up, before they were ever active.',
  },
  uninstalled: { short: 'Left', long: 'Uninstalled', meaning: 'Installations that ended, active or not.' },
};

/** The steps in the order in which they are shown. */
export const stepOrder = Object.keys(stepWords) as Step[];

/** Why somebody uninstalled, as they are asked and as their answer is told. */
export const reasonWords: Record<Numbers['reasons'][number]['reason'], () => string> = {
  did_not_work: m.installed_leaving_did_not_work,
  hard_to_use: m.installed_leaving_hard_to_use,
  missing_feature: m.installed_leaving_missing_feature,
  asks_too_much: m.installed_leaving_asks_too_much,
  not_needed: m.installed_leaving_not_needed,
  replaced: m.installed_leaving_replaced,
  only_trying: m.installed_leaving_only_trying,
  other: m.installed_leaving_other,
};
