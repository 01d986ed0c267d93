export { accountErrorCodes, type AccountErrorCode } from './account-error-codes.ts';
export { signInChanges, type AccountMail, type SendAccountMail, type SignInChange } from './account-mail.ts';
export { isPersonName } from './person-name.ts';
export { workspaceRoles, canManageApps, type WorkspaceRole } from './workspace-role.ts';
export { hasTokenScope, tokenScopes, type TokenScope } from './tokens/token-scope.ts';
export { expiryProblem } from './tokens/token-expiry.ts';
export type { NewToken, TokenRecord } from './tokens/personal-access-token.ts';
export { mayGrant } from './members/member-rules.ts';
export { toAccountAddress, type Invitation, type InvitationEnd, type NewInvitation } from './members/invitation.ts';
export { parseDomain, type ParsedDomain } from './domain/parse-domain.ts';
export {
  proofMethods,
  proofPlaceOf,
  type DomainClaim,
  type ProofMethod,
  type ProofPlace,
} from './domain/domain-proof.ts';
export { findProof, type ProofPorts } from './domain/find-proof.ts';
export { proofFailures, type Finding, type ProofFailure } from './domain/finding.ts';
export { createTxtResolve, type TxtResolveOptions } from './domain/create-txt-resolve.ts';
export type { ResolveTxt, TxtAnswer } from './domain/read-txt-proof.ts';
export type { FetchFile, FileAnswer } from './domain/read-file-proof.ts';
export { domainStatuses, graceEndsAt, graceMs, statusOf, type DomainStatus } from './domain/domain-state.ts';
export { parseWebsite, type ParsedWebsite } from './profile/parse-website.ts';
export { isDeveloperName, toDeveloperName } from './profile/developer-name.ts';
export type {
  ClaimToCheck,
  DeveloperDomain,
  DeveloperProfile,
  DomainMove,
  ProfileWords,
  PublicDeveloper,
  SettledCheck,
} from './profile/developer-profile.ts';
export {
  createPlatformProvider,
  type PlatformProvider,
  type SignInChecks,
} from './platform-sign-in/create-platform-provider.ts';
export { isSafeAddress } from './platform-sign-in/check-endpoints.ts';
export { parsePlatformClaims, type PlatformPerson } from './platform-sign-in/parse-platform-claims.ts';
export { claimFaults, platformFailures, type PlatformFailure } from './platform-sign-in/platform-failure.ts';
export type { PlatformSettings } from './platform-sign-in/platform-settings.ts';
