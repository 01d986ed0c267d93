export { installApp, type InstallCommand, type InstallResult } from './install-app.ts';
export { uninstallApp } from './uninstall-app.ts';
export { retryInstallation, type RetryCommand } from './retry-installation.ts';
export { cancelInstallation } from './cancel-installation.ts';
export { settleInstallations, type SettledLifecycleRequest } from './settle-installations.ts';
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
export {
  lifecycleTopics,
  type Consent,
  type DeliveryStatus,
  type Installation,
  type InstallationDelivery,
  type InstallationKey,
  type InstallationRecord,
  type LifecycleTopic,
  type ShownScope,
  type StoredAuthInput,
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
