/** Everything that the log can say was done, in groups that belong together. */
export const auditActions = [
  'app_installed',
  'app_activated',
  'install_failed',
  'install_retried',
  'install_cancelled',
  'app_uninstalled',
  'inputs_changed',
  'inputs_erased',
  'scopes_switched',
  'app_updated',
  'update_accepted',
  'update_declined',
  'key_rotated',
  'key_rotation_undone',
  'key_ended',
  'key_paused',
  'key_resumed',
  'key_networks_changed',
  'key_shown',
  'key_leaked',
  'ask_made',
  'ask_approved',
  'ask_declined',
  'ask_withdrawn',
  'ask_closed',
  'policy_changed',
  'consent_exported',
  'audit_exported',
] as const;

/** One of `auditActions`. */
export type AuditAction = (typeof auditActions)[number];
