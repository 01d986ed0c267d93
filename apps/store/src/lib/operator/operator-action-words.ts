import type { OperatorEntry } from '@minimart/api-client';

/** Each act of an operator in words. */
export const operatorActionWords: Record<OperatorEntry['action'], string> = {
  version_approved: 'Version approved',
  version_changes_requested: 'Version sent back',
  app_suspended: 'App suspended',
  app_unsuspended: 'Suspension lifted',
  reports_dismissed: 'Reports dismissed',
  reports_settled: 'Reports acted on',
  review_hidden: 'Review hidden',
  review_shown: 'Review shown again',
  collections_changed: 'Collections changed',
  operator_log_exported: 'Audit log exported',
};
