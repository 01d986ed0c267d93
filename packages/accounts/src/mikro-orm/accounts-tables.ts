import { DeveloperDomainRow } from './developer-domain.entity.ts';
import { DeveloperProfileRow } from './developer-profile.entity.ts';
import { Invitation } from './invitation.entity.ts';
import { CreateAccounts } from './migrations/0001-create-accounts.ts';
import { Sandboxes } from './migrations/0002-sandboxes.ts';
import { DeveloperProfiles } from './migrations/0003-developer-profiles.ts';
import { SecondFactors } from './migrations/0004-second-factors.ts';
import { ScopesAndInvitations } from './migrations/0005-scopes-and-invitations.ts';
import { PlatformSignIn } from './migrations/0006-platform-sign-in.ts';
import { Endings } from './migrations/0007-endings.ts';
import { MembershipEndings } from './migrations/0008-membership-endings.ts';
import { PersonalAccessToken } from './personal-access-token.entity.ts';
import { WorkspaceMember } from './workspace-member.entity.ts';
import { Workspace } from './workspace.entity.ts';

/**
 * The tables of this package, for whoever composes a database. Those of better-auth have no entities: it reads them itself. Nor have those that hang on
 * them or are only ever asked by SQL.
 */
export const accountsTables = {
  schema: 'accounts',
  unmappedTables: [
    'user',
    'session',
    'account',
    'verification',
    'rateLimit',
    'twoFactor',
    'passkey',
    'platform_sessions',
    'spent_tokens',
    'endings',
  ],
  sealed: [
    {
      kind: 'bytes' as const,
      table: 'platform_sessions',
      column: 'id_token',
      context: 'session_id',
      before: 'platform session ',
    },
  ],
  // An invitation may have been taken back since.
  passing: ['session', 'verification', 'rateLimit', 'platform_sessions', 'spent_tokens', 'invitations', 'endings'],
  entities: [Workspace, WorkspaceMember, Invitation, PersonalAccessToken, DeveloperProfileRow, DeveloperDomainRow],
  migrations: [
    { name: 'accounts-0001-create', class: CreateAccounts },
    { name: 'accounts-0002-sandboxes', class: Sandboxes },
    { name: 'accounts-0003-developer-profiles', class: DeveloperProfiles },
    { name: 'accounts-0004-second-factors', class: SecondFactors },
    { name: 'accounts-0005-scopes-and-invitations', class: ScopesAndInvitations },
    { name: 'accounts-0006-platform-sign-in', class: PlatformSignIn },
    { name: 'accounts-0007-endings', class: Endings },
    { name: 'accounts-0008-membership-endings', class: MembershipEndings },
  ],
};
