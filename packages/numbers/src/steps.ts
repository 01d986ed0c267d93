/** The steps that are counted when a page is looked at. */
export const viewSteps = ['views', 'consents'] as const;

/** One of `viewSteps`. */
export type ViewStep = (typeof viewSteps)[number];

/** The steps that an installation takes by itself; each installation takes each of them at most once. */
export const moveSteps = ['installed', 'active', 'failed', 'uninstalled'] as const;

/** One of `moveSteps`. */
export type MoveStep = (typeof moveSteps)[number];

/**
 * What is counted of an app, in the order of a visitor's way: looked at the listing, opened the consent page, installed, became active; failed
 * before it was ever active; uninstalled.
 */
export const steps = [...viewSteps, ...moveSteps] as const;

/** One of `steps`. */
export type Step = (typeof steps)[number];

/** How many of each step. */
export type StepCounts = Record<Step, number>;
