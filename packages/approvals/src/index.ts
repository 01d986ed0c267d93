export { approvalErrorCodes, type ApprovalErrorCode } from './approval-error-codes.ts';
export {
  appRules,
  installerKinds,
  mayDecideAs,
  mayInstallAs,
  standingOf,
  usualPolicy,
  type AppRule,
  type AppStanding,
  type InstallerKind,
  type InstallPolicy,
  type StoredPolicy,
} from './install-policy.ts';
export { assertAllowed } from './assert-allowed.ts';
export {
  requestStatuses,
  type InstallRequest,
  type NewInstallRequest,
  type RequestQuery,
  type RequestStatus,
} from './install-request.ts';
