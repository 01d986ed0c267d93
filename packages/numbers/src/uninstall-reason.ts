/** Why an app was uninstalled, as the page asks. */
export const uninstallReasons = [
  'did_not_work',
  'hard_to_use',
  'missing_feature',
  'asks_too_much',
  'not_needed',
  'replaced',
  'only_trying',
  'other',
] as const;

/** One of `uninstallReasons`. */
export type UninstallReason = (typeof uninstallReasons)[number];

/** How long a note may be. */
export const mostOfNote = 500;

/** What somebody said when they uninstalled; at least one of both. */
export interface UninstallWord {
  installationId: string;
  appId: string;
  saidAt: Date;
  reason: UninstallReason | null;
  note: string | null;
}
