import type { AuthInputValue, LifecycleTopic } from '@minimart/app-manifest';
import type { InstallationStatus } from './installation-moves.ts';

/** One auth input as stored: a plain `value`, or `sealed` (base64 of the sealed JSON) when it is secret; both null once erased. */
export interface StoredAuthInput {
  name: string;
  secret: boolean;
  value: AuthInputValue;
  sealed: string | null;
}

/** What may be shown of the installation's live key. */
export interface InstallationKey {
  id: string;
  start: string;
  lastFour: string;
}

/** The end that a delivery came to, or `pending` while it is still being tried. */
export type DeliveryStatus = 'pending' | 'delivered' | 'refused' | 'gave_up' | 'cancelled' | 'gone';

/** The latest lifecycle request of an installation, as far as it has told. */
export interface InstallationDelivery {
  id: string;
  topic: Exclude<LifecycleTopic, 'dataErasure'>;
  status: DeliveryStatus;
  attempts: number;
  nextAttemptAt: Date | null;
  lastStatusCode: number | null;
  lastError: string | null;
}

/** A scope as the consent page showed it, and whether it was agreed to. */
export interface ShownScope {
  id: string;
  label: string;
  description: string;
  reason: string;
  optional: boolean;
  granted: boolean;
}

/** Who agreed to what, when: the exact texts shown, in the order shown. */
export interface Consent {
  id: string;
  userId: string;
  version: string;
  agreedAt: Date;
  scopes: ShownScope[];
}

/**
 * An installation as stored. `appMayKnow`: a subscribe request may have reached the app's server and been accepted. `formerAuthInputs`: what the
 * app's server has confirmed, while changed inputs are on their way to it; null otherwise.
 */
export interface InstallationRecord {
  id: string;
  workspaceId: string;
  appId: string;
  version: string;
  status: InstallationStatus;
  message: string | null;
  scopes: string[];
  key: InstallationKey | null;
  authInputs: StoredAuthInput[];
  formerAuthInputs: StoredAuthInput[] | null;
  delivery: InstallationDelivery | null;
  appMayKnow: boolean;
  consent: Consent;
  createdAt: Date;
  activatedAt: Date | null;
  uninstalledAt: Date | null;
  erasedAt: Date | null;
}

/** An installation as shown: secret auth inputs keep their name and lose their value. */
export interface Installation extends Omit<InstallationRecord, 'authInputs' | 'formerAuthInputs' | 'appMayKnow'> {
  /** `isFilled`: it has a value, which of a secret one is all that can be told. */
  authInputs: { name: string; secret: boolean; value: AuthInputValue; isFilled: boolean }[];
  /** Changed inputs are on their way to the app's server; if it does not take them, the former ones come back. */
  isChangingInputs: boolean;
}

/** What may leave the package of a stored installation. */
export function toInstallation(record: InstallationRecord): Installation {
  const { authInputs, formerAuthInputs, appMayKnow: _appMayKnow, ...shown } = record;
  return {
    ...shown,
    isChangingInputs: formerAuthInputs !== null,
    authInputs: authInputs.map(({ name, secret, value, sealed }) => {
      return { name, secret, value, isFilled: value !== null || sealed !== null };
    }),
  };
}
