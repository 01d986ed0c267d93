import type { WorkspaceRole } from '../workspace-role.ts';

const day = 24 * 3_600_000;

/** For how long the link in an invitation works. */
export const invitationLifeMs = 7 * day;

/** How an invitation ended: `replaced` by a newer one to the same person. */
export type InvitationEnd = 'accepted' | 'withdrawn' | 'replaced';

/** An invitation into a workspace. Its code is in the mail alone. */
export interface Invitation {
  id: string;
  workspaceId: string;
  /** In lower case, as accounts have it. */
  email: string;
  role: WorkspaceRole;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
  endedAs: InvitationEnd | null;
  /** Who accepted it. */
  acceptedBy: string | null;
}

/** Whom to invite. */
export interface NewInvitation {
  workspaceId: string;
  email: string;
  role: WorkspaceRole;
  invitedBy: string;
}

/** An address as accounts have it: in lower case, without space around it. */
export function toAccountAddress(email: string): string {
  return email.trim().toLowerCase();
}
