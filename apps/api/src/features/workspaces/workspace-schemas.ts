import { toAccountAddress, workspaceRoles, type Invitation } from '@minimart/accounts';
import { z } from 'zod';
import { workspaceParams } from '../installations/installation-schemas.ts';

const nameError = 'Give the workspace a name of 1 to 80 characters, on one line.';
const roleError = 'Say owner, admin or member.';
const emailError = 'Enter an e-mail address, such as ada@example.com.';

export const roleSchema = z.enum(workspaceRoles, roleError);

export const workspaceBody = z.strictObject({
  name: z
    .string(nameError)
    .trim()
    .min(1, nameError)
    .max(80, nameError)
    .regex(/^(?=.*[\p{L}\p{N}])[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*$/u, nameError),
});

export const workspaceSchema = z
  .object({ id: z.string(), name: z.string(), role: z.enum(workspaceRoles) })
  .meta({ id: 'Workspace' });

export const memberParams = workspaceParams.extend({ userId: z.string() });

export const roleBody = z.strictObject({ role: roleSchema });

export const memberSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable().describe('For owners and admins, and for oneself.'),
    role: z.enum(workspaceRoles),
    joinedAt: z.iso.datetime(),
    isYou: z.boolean(),
  })
  .meta({ id: 'Member' });

export const invitationParams = workspaceParams.extend({ invitationId: z.string() });

export const invitationBody = z.strictObject({
  email: z.string(emailError).trim().max(254, emailError).pipe(z.email(emailError)).transform(toAccountAddress),
  role: roleSchema,
});

export const invitationSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    role: z.enum(workspaceRoles),
    status: z.enum(['open', 'expired', 'accepted', 'withdrawn', 'replaced']),
    invitedBy: z.object({ id: z.string(), name: z.string() }),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Invitation' });

const codeError = 'Enter the code of the invitation as it is in the mail: mm_invite_ and 38 characters.';

export const codeBody = z.strictObject({ code: z.string(codeError).trim().min(1, codeError).max(200, codeError) });

export const readInvitationSchema = z
  .object({
    workspace: z.object({ name: z.string(), members: z.int() }),
    invitedBy: z.string().describe('The name of whoever invites.'),
    role: z.enum(workspaceRoles),
    expiresAt: z.iso.datetime(),
    accepted: z.object({ workspaceId: z.string() }).nullable().describe('Set where you have accepted it already.'),
  })
  .meta({ id: 'ReadInvitation' });

/** How an invitation stands at a moment. */
export function statusOf({ endedAs, expiresAt }: Invitation, now: Date): z.input<typeof invitationSchema>['status'] {
  return endedAs ?? (expiresAt <= now ? 'expired' : 'open');
}
