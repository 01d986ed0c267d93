/** What an operator decides about an app that must not go on. */
export interface NewSuspension {
  /** Why, for operators alone. */
  note: string;
  /** Why, for those who have the app and for its developer. */
  words: string;
  /** Whether its keys are stopped, too; else only new installs, retries and updates are. */
  stopsKeys: boolean;
  /** The operator. */
  by: string;
}

/** An app that is suspended now. */
export interface Suspension extends NewSuspension {
  appId: string;
  suspendedAt: Date;
}

/** A suspension whose owners are still to be told: those of the installations after `toldTo`. */
export interface UntoldSuspension extends Suspension {
  revision: number;
  toldTo: string;
}

/**
 * A suspension that was lifted, whose owners are still to be told: those of the installations after `toldTo`. Only those have read of
 * the suspension whose installations come no later than `toldOfIt`, or all of them (null).
 */
export interface UntoldLifting {
  appId: string;
  /** Whether its keys were stopped as well. */
  stoppedKeys: boolean;
  liftedAt: Date;
  toldOfIt: string | null;
  toldTo: string;
}

/** What an act needs of an app: that it may get new footing, or that its keys work. */
export type OpenFor = 'installs' | 'keys';

/** An app as operators find it, in the store or not. */
export interface ModeratedApp {
  id: string;
  slug: string;
  name: string;
  ownerId: string;
  /** The version that the store shows. */
  latestVersion: string | null;
  isListed: boolean;
  isSuspended: boolean;
}

/** Which apps to find: all of whose name, slug or id has these words. */
export interface ModeratedAppQuery {
  text: string;
  isSuspended?: boolean | undefined;
  /** The slug of the last app before. */
  after?: string | undefined;
  limit: number;
}
