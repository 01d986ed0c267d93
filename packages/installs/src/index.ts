export { installApp, type InstallCommand, type InstallResult } from './install-app.ts';
export { uninstallApp } from './uninstall-app.ts';
export type { EndCommand } from './end-installation.ts';
export { retryInstallation, type RetryCommand } from './retry-installation.ts';
export { cancelInstallation } from './cancel-installation.ts';
export { settleInstallations } from './settle-installations.ts';
export type { SettledLifecycleRequest } from './settled-lifecycle-request.ts';
export { changeAuthInputs, type ChangeInputsCommand } from './change-auth-inputs.ts';
export { updateAuthInputs, type UpdateCommand } from './update-auth-inputs.ts';
export { checkScopes } from './check-scopes.ts';
export { keyInputNames } from './auth-input-values.ts';
export { listInstallations, listLiveInstallations, readInstallation } from './read-installations.ts';
export { installErrorCodes, type InstallErrorCode } from './install-error-codes.ts';
export {
  canMove,
  installationMoves,
  installationStatuses,
  type InstallationMove,
  type InstallationStatus,
} from './installation-moves.ts';
export type {
  Consent,
  DeliveryStatus,
  Installation,
  InstallationDelivery,
  InstallationKey,
  InstallationRecord,
  ShownScope,
  StoredAuthInput,
} from './installation.ts';
export type { InstallationRef } from './lock-installation.ts';
export type { InstallationPage, InstallationPageQuery, InstallationStore } from './installation-store.ts';
export type {
  InstallPorts,
  KeyPort,
  LifecycleRequest,
  OutboxPort,
  PlannedWorkPort,
  ScopePort,
  VersionPort,
} from './ports.ts';
export { rotateKey, type RotateKeyCommand } from './rotate-key.ts';
export { endKey } from './end-key.ts';
export { replaceLeakedKey, type LeakedKey } from './replace-leaked-key.ts';
export { isDelivered as carriesKey } from './hand-over.ts';
export { readFarewell, type Farewell } from './read-farewell.ts';
export { sendDueErasures } from './send-due-erasures.ts';
export { forgetExpiredInputs, forgetInputs, rememberedInputs } from './remembered-inputs.ts';
export { erasureReasons, type ErasureReason, type ErasureReceipt, type ReceiptInput } from './erasure-receipt.ts';
export type { DataErasure, DataErasureStatus, NewDataErasure } from './data-erasure.ts';
export type { AppInWorkspace, FarewellStore, RememberedInputs } from './farewell-store.ts';
