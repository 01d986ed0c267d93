export { AccountsUnavailable } from './accounts-unavailable.ts';
export { addPerson } from './add-person.ts';
export { createAuth, toAuthHandler, type Auth, type AuthOptions } from './create-auth.ts';
export type { CarrySession } from './auth/sessions-are-carried.ts';
export { createAccounts, type Accounts, type Membership, type SignedUpUser } from './create-accounts.ts';
export { createDevelopers, type Developers } from './create-developers.ts';
export { accountsTables } from './accounts-tables.ts';
export {
  createSignInMethods,
  type OpenSession,
  type OwnPasskey,
  type SignInMethods,
} from './create-sign-in-methods.ts';
export { createTokens, type Tokens } from './create-tokens.ts';
export { createMembers, type Member, type Members } from './create-members.ts';
export { createInvitations, forgetInvitations, type Invitations } from './create-invitations.ts';
export { createPlatformPeople, type PlatformPeople } from './create-platform-people.ts';
export { issueSession } from './issue-session.ts';
