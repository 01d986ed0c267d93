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

/** What a person said: `install` and `update` agree to a version, `scopes` switches optional ones, `decline` leaves an update. */
export const consentKinds = ['install', 'update', 'scopes', 'decline'] as const;

/** One of `consentKinds`. */
export type ConsentKind = (typeof consentKinds)[number];

/** Where a person said it from: an IP address and what their browser or program calls itself, as far as they are known, and the language they read it in. */
export interface ConsentPlace {
  address: string | null;
  userAgent: string | null;
  /** Of the registry's texts (BCP 47). */
  language: string;
}

/** Who said what, when and from where: the exact texts shown, in the order shown. A record is never changed. */
export interface Consent extends ConsentPlace {
  id: string;
  kind: ConsentKind;
  userId: string;
  version: string;
  /** The version that ran until then; null at an install. */
  fromVersion: string | null;
  agreedAt: Date;
  scopes: ShownScope[];
  /** What was said that the app cannot do. */
  cannot: string[];
  /** Where it was said that the app's requests go. */
  hosts: string[];
}

/** A consent in a list, with what it is about. */
export interface ListedConsent extends Consent {
  installationId: string;
  workspaceId: string;
  appId: string;
}

/** A version that needs more than was agreed to: it waits for the owner, who may have declined it for now. */
export interface OfferedUpdate {
  version: string;
  status: 'waiting' | 'declined';
  since: Date;
}

/**
 * An installation as stored. `appMayKnow`: a subscribe request may have reached the app's server and been accepted. `formerAuthInputs`: what the
 * app's server has confirmed, while changed inputs are on their way to it; null otherwise.
 */
export interface InstallationRecord {
  id: string;
  workspaceId: string;
  appId: string;
  /** A try of the app's developer in their sandbox: its keys are test keys, and it counts in no figure. It never changes. */
  isTest: boolean;
  version: string;
  status: InstallationStatus;
  message: string | null;
  scopes: string[];
  key: InstallationKey | null;
  authInputs: StoredAuthInput[];
  formerAuthInputs: StoredAuthInput[] | null;
  /** What is kept of the answers of the app's server, by the names of response fields; always sealed. */
  responseValues: StoredAuthInput[];
  delivery: InstallationDelivery | null;
  appMayKnow: boolean;
  /** The latest one that agreed to something. */
  consent: Consent;
  /** The update that the owner is asked about, if there is one. */
  update: OfferedUpdate | null;
  /** The version before the present one, and since when the present one runs. */
  formerVersion: string | null;
  versionSince: Date;
  createdAt: Date;
  activatedAt: Date | null;
  /** When it was active for the first time. */
  firstActiveAt: Date | null;
  /** When it failed for the first time without having been active before. */
  firstFailedAt: Date | null;
  /** When its server last answered a lifecycle request, whatever it said. */
  lastAnswerAt: Date | null;
  uninstalledAt: Date | null;
  erasedAt: Date | null;
}

/** An installation as shown: secret auth inputs keep their name and lose their value. */
export interface Installation extends Omit<
  InstallationRecord,
  'authInputs' | 'formerAuthInputs' | 'responseValues' | 'appMayKnow'
> {
  /** `isFilled`: it has a value, which of a secret one is all that can be told. */
  authInputs: { name: string; secret: boolean; value: AuthInputValue; isFilled: boolean }[];
  /** Changed inputs are on their way to the app's server; if it does not take them, the former ones come back. */
  isChangingInputs: boolean;
}

/** What may leave the package of a stored installation. */
export function toInstallation(record: InstallationRecord): Installation {
  const { authInputs, formerAuthInputs, responseValues: _kept, appMayKnow: _appMayKnow, ...shown } = record;
  return {
    ...shown,
    isChangingInputs: formerAuthInputs !== null,
    authInputs: authInputs.map(({ name, secret, value, sealed }) => {
      return { name, secret, value, isFilled: value !== null || sealed !== null };
    }),
  };
}
