import type { Day } from './day.ts';
import type { ViewStep } from './steps.ts';

/** A visitor of a day, by a hash that means nothing once the day's salt is gone. */
export interface HashedView {
  day: Day;
  appId: string;
  step: ViewStep;
  visitor: Buffer;
}

/** Where views are counted. */
export interface ViewStore {
  /** The salt of a day, the same for every process that asks while the day lasts. */
  saltOf(day: Day): Promise<Buffer>;
  /** Counts those of them that were not counted yet, each visitor once a day, app and step: all of them or, when it throws, none. */
  addViews(views: readonly HashedView[]): Promise<void>;
}
