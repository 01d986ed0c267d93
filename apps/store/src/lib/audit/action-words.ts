import { m } from '@minimart/messages';
import type { AuditEntry } from '#lib/server/api.ts';

/** One of the things that the log can say was done. */
export type AuditAction = AuditEntry['action'];

/** What was done, as people say it, in the order in which a filter offers them. */
export const actionWords: Record<AuditAction, () => string> = {
  app_installed: m.workspace_action_app_installed,
  app_activated: m.workspace_action_app_activated,
  install_failed: m.workspace_action_install_failed,
  install_retried: m.workspace_action_install_retried,
  install_cancelled: m.workspace_action_install_cancelled,
  app_uninstalled: m.workspace_action_app_uninstalled,
  inputs_changed: m.workspace_action_inputs_changed,
  inputs_erased: m.workspace_action_inputs_erased,
  scopes_switched: m.workspace_action_scopes_switched,
  app_updated: m.workspace_action_app_updated,
  update_accepted: m.workspace_action_update_accepted,
  update_declined: m.workspace_action_update_declined,
  key_rotated: m.workspace_action_key_rotated,
  key_rotation_undone: m.workspace_action_key_rotation_undone,
  key_ended: m.workspace_action_key_ended,
  key_paused: m.workspace_action_key_paused,
  key_resumed: m.workspace_action_key_resumed,
  key_networks_changed: m.workspace_action_key_networks_changed,
  key_shown: m.workspace_action_key_shown,
  key_leaked: m.workspace_action_key_leaked,
  ask_made: m.workspace_action_ask_made,
  ask_approved: m.workspace_action_ask_approved,
  ask_declined: m.workspace_action_ask_declined,
  ask_withdrawn: m.workspace_action_ask_withdrawn,
  ask_closed: m.workspace_action_ask_closed,
  policy_changed: m.workspace_action_policy_changed,
  review_written: m.workspace_action_review_written,
  review_edited: m.workspace_action_review_edited,
  review_deleted: m.workspace_action_review_deleted,
  review_answered: m.workspace_action_review_answered,
  review_answer_deleted: m.workspace_action_review_answer_deleted,
  workspace_made: m.workspace_action_workspace_made,
  member_joined: m.workspace_action_member_joined,
  member_role_changed: m.workspace_action_member_role_changed,
  member_removed: m.workspace_action_member_removed,
  member_left: m.workspace_action_member_left,
  invitation_sent: m.workspace_action_invitation_sent,
  invitation_sent_again: m.workspace_action_invitation_sent_again,
  invitation_withdrawn: m.workspace_action_invitation_withdrawn,
  consent_exported: m.workspace_action_consent_exported,
  audit_exported: m.workspace_action_audit_exported,
};

/** Who did it, as people say it. */
export const actorWords: Record<AuditEntry['actor']['kind'], () => string> = {
  user: m.workspace_actor_user,
  token: m.workspace_actor_token,
  app: m.workspace_actor_app,
  platform: m.workspace_actor_platform,
};
