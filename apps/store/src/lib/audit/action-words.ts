import type { AuditEntry } from '#lib/server/api.ts';

/** One of the things that the log can say was done. */
export type AuditAction = AuditEntry['action'];

/** What was done, as people say it, in the order in which a filter offers them. */
export const actionWords: Record<AuditAction, string> = {
  app_installed: 'App installed',
  app_activated: 'Set-up finished',
  install_failed: 'Set-up failed',
  install_retried: 'Set-up tried again',
  install_cancelled: 'Install cancelled',
  app_uninstalled: 'App uninstalled',
  inputs_changed: 'Details changed',
  inputs_erased: 'Details erased',
  scopes_switched: 'Permissions switched',
  app_updated: 'App updated',
  update_accepted: 'Update accepted',
  update_declined: 'Update declined',
  key_rotated: 'Key replaced',
  key_rotation_undone: 'Key replacement taken back',
  key_ended: 'Key ended',
  key_paused: 'Key paused',
  key_resumed: 'Key resumed',
  key_networks_changed: 'Networks of the key changed',
  key_shown: 'Key shown',
  key_leaked: 'Key leaked',
  ask_made: 'App asked for',
  ask_approved: 'Ask approved',
  ask_declined: 'Ask declined',
  ask_withdrawn: 'Ask taken back',
  ask_closed: 'Ask closed',
  policy_changed: 'Policy changed',
  consent_exported: 'Consents exported',
  audit_exported: 'Audit log exported',
};

/** Who did it, as people say it. */
export const actorWords: Record<AuditEntry['actor']['kind'], string> = {
  user: 'in a browser',
  token: 'by a personal access token',
  app: 'the app itself',
  platform: 'by itself',
};
