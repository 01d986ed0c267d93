export { installApp, type InstallCommand, type InstallResult } from './install-app.ts';
export { uninstallApp } from './uninstall-app.ts';
export type { EndCommand } from './end-installation.ts';
export { retryInstallation, type RetryCommand } from './retry-installation.ts';
export { cancelInstallation } from './cancel-installation.ts';
export { settleInstallations } from './settle-installations.ts';
export { stopHandingOver } from './stop-handing-over.ts';
export type { SettledLifecycleRequest } from './settled-lifecycle-request.ts';
export { changeAuthInputs, type ChangeInputsCommand } from './change-auth-inputs.ts';
export { updateAuthInputs, type UpdateCommand } from './update-auth-inputs.ts';
export { acceptUpdate, type AcceptUpdateCommand } from './accept-update.ts';
export { declineUpdate, type DeclineUpdateCommand } from './decline-update.ts';
export { switchScopes, type SwitchScopesCommand } from './switch-scopes.ts';
export { checkForUpdate } from './check-for-update.ts';
export { foreseeRelease, type ForeseenRelease } from './foresee-release.ts';
export { offeredVersion } from './offered-update.ts';
export { keptInputs } from './carry-over.ts';
export { checkScopes } from './check-scopes.ts';
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
  type Consent,
  type ConsentKind,
  type ConsentPlace,
  type DeliveryStatus,
  type Installation,
  type InstallationDelivery,
  type InstallationKey,
  type InstallationRecord,
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
  GrantGroup,
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
export { endRestored } from './end-restored.ts';
export { replaceLeakedKey, type LeakedKey } from './replace-leaked-key.ts';
export { isDelivered as carriesKey } from './hand-over.ts';
export { readFarewell, type Farewell } from './read-farewell.ts';
export { isSettled, type InstallationProgress } from './installation-progress.ts';
export { sendDueErasures } from './send-due-erasures.ts';
export { forgetExpiredInputs, forgetInputs, rememberedInputs } from './remembered-inputs.ts';
export { erasureReasons, type ErasureReason, type ErasureReceipt, type ReceiptInput } from './erasure-receipt.ts';
export type { DataErasure, DataErasureStatus, NewDataErasure } from './data-erasure.ts';
export type { AppInWorkspace, FarewellStore, RememberedInputs } from './farewell-store.ts';
