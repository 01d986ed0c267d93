import { m } from '@minimart/messages';
import type { Role } from '#lib/server/api.ts';

/** What somebody may be in a workspace, as people say it, the most powerful first. */
export const roleWords: Record<Role, { label: () => string; hint: () => string }> = {
  owner: { label: m.member_role_owner, hint: m.member_role_owner_hint },
  admin: { label: m.member_role_admin, hint: m.member_role_admin_hint },
  member: { label: m.member_role_member, hint: m.member_role_member_hint },
};

/** The roles that somebody gives to others: owners all, admins that of members. */
export function rolesToGive(role: Role): Role[] {
  if (role === 'owner') return ['owner', 'admin', 'member'];
  return role === 'admin' ? ['member'] : [];
}
