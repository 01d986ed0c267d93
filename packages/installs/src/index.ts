export { installApp, type InstallCommand, type InstallResult } from './install-app.ts';
export { uninstallApp } from './uninstall-app.ts';
export { retryInstallation, type RetryCommand } from './retry-installation.ts';
export { cancelInstallation } from './cancel-installation.ts';
export { settleInstallations, type SettledLifecycleRequest } from './settle-installations.ts';
export { updateAuthInputs, type UpdateCommand } from './update-auth-inputs.ts';
export { acceptUpdate, type AcceptUpdateCommand } from './accept-update.ts';
export { declineUpdate, type DeclineUpdateCommand } from './decline-update.ts';
export { switchScopes, type SwitchScopesCommand } from './switch-scopes.ts';
export { checkForUpdate } from './check-for-update.ts';
export { offeredVersion } from './offered-update.ts';
export { keptInputs } from './carry-over.ts';
export { keyInputNames } from './auth-input-values.ts';
export { listConsents, listInstallations, listLiveInstallations, readInstallation } from './read-installations.ts';
export { installErrorCodes, type InstallErrorCode } from './install-error-codes.ts';
export {
  canMove,
  installationMoves,
  installationStatuses,
  type InstallationMove,
  type InstallationStatus,
} from './installation-moves.ts';
export { installationMoveWords, installationStatusWords, type MoveWords } from './installation-move-words.ts';
export {
  consentKinds,
  lifecycleTopics,
  type Consent,
  type ConsentKind,
  type ConsentPlace,
  type DeliveryStatus,
  type Installation,
  type InstallationDelivery,
  type InstallationKey,
  type InstallationRecord,
  type LifecycleTopic,
  type ListedConsent,
  type OfferedUpdate,
  type ShownScope,
  type StoredAuthInput,
} from './installation.ts';
export type { InstallationRef } from './lock-installation.ts';
export type {
  ConsentPageQuery,
  InstallationPage,
  InstallationPageQuery,
  InstallationStore,
  VersionCount,
} from './installation-store.ts';
export type {
  InstallPorts,
  KeyPort,
  LifecycleRequest,
  OutboxPort,
  PlannedWorkPort,
  ReleasedVersion,
  ScopePort,
  VersionPort,
} from './ports.ts';
export { rotateKey, type RotateKeyCommand } from './rotate-key.ts';
export { endKey } from './end-key.ts';
export { replaceLeakedKey, type LeakedKey } from './replace-leaked-key.ts';
