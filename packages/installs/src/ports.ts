import type { LifecycleTopic, Manifest } from '@minimart/app-manifest';
import type { RenderedRequest, ResponseField } from '@minimart/external-request';
import type { Sealer } from '@minimart/sealing';
import type { FarewellStore } from './farewell-store.ts';
import type { InstallationKey } from './installation.ts';
import type { InstallationStore } from './installation-store.ts';

/** Mints and ends the API keys of an installation, in the same transaction. */
export interface KeyPort {
  /** `isOnItsWay`: until `confirmArrival` nothing falls back on it. */
  mint(wanted: {
    subject: string;
    tenant: string;
    scopes: string[];
    environment: 'live' | 'test';
    isOnItsWay: boolean;
  }): Promise<{ key: InstallationKey; plain: string }>;
  /** Ends one key; false when it had ended before. */
  revoke(key: { id: string; subject: string; tenant: string }, reason: string): Promise<boolean>;
  revokeBySubject(subject: string, reason: string): Promise<unknown>;
  /** Leaves the live keys of a subject only those of their scopes that are in `keep`. */
  narrow(subject: string, keep: readonly string[]): Promise<void>;
  /** Gives the live keys of a subject these scopes besides their own. */
  widen(subject: string, scopes: readonly string[]): Promise<void>;
  /** Mints a key like the present one, which lives on for the overlap. Throws the refusal `key_not_found` when there is none. */
  rotate(wanted: {
    subject: string;
    overlapMs: number | undefined;
    isOnItsWay: boolean;
  }): Promise<{ key: InstallationKey; plain: string }>;
  /** Ends the new key of a rotation and lets the last before it go on that has arrived; that one, or undefined when none of them lives. */
  undoRotation(newKey: { id: string; subject: string }, reason: string): Promise<InstallationKey | undefined>;
  /** Whether a live key still has to reach the one it is for. */
  isOnItsWay(key: { id: string; subject: string }): Promise<boolean>;
  /** Says that a key which was on its way has arrived. */
  confirmArrival(key: { id: string; subject: string }): Promise<void>;
}

/** What an installation has had the host do later, such as broadcasts; `cancel` takes it back in the same transaction. */
export interface PlannedWorkPort {
  cancel(installationId: string): Promise<unknown>;
}

/** A lifecycle request to deliver: `display` is the copy that may be shown, `secrets` are texts to redact from stored answers. */
export interface LifecycleRequest {
  endpointId: string;
  topic: LifecycleTopic;
  subject: string;
  tenant: string;
  environment: 'live' | 'test';
  request: RenderedRequest;
  display: RenderedRequest;
  secrets: string[];
  /** Values to take from a 2xx answer; they come back with its settlement. */
  take?: readonly ResponseField[];
  /** The requests of one installation are sent one after the other, so that a farewell never overtakes a welcome. */
  orderingKey: string;
}

/** Writes deliveries into the outbox, in the same transaction. `cancel` ends those still pending and says how many. */
export interface OutboxPort {
  enqueue(wanted: LifecycleRequest): Promise<{ id: string }>;
  cancel(which: { subject: string; topic: LifecycleTopic }, reason: string): Promise<number>;
}

/** The texts of the scopes that installed plugins declare, in a language (BCP 47), or in English. */
export interface ScopePort {
  scope(id: string, language?: string): { label: string; description: string } | undefined;
  closest(id: string): string | undefined;
  /** What an app that asks for these scopes cannot do, a sentence each. */
  cannotOf(asked: readonly string[], language: string): string[];
}

/** A published version and how far it is let out: to `percentage` of a hundred installations. */
export interface ReleasedVersion {
  version: string;
  percentage: number;
  isRolledBack: boolean;
}

/** The published versions of apps. */
export interface VersionPort {
  /** The manifest of a published version, which never changes. */
  manifestOf(appId: string, version: string): Promise<Manifest>;
  /** The versions among which an installation of `version` may move, the highest first: all that were published, or the snapshots of the draft. */
  releasesOf(appId: string, version: string): Promise<ReleasedVersion[]>;
}

/** Everything the use cases of this package need from outside; all of it bound to one transaction. */
export interface InstallPorts {
  store: InstallationStore;
  farewells: FarewellStore;
  keys: KeyPort;
  outbox: OutboxPort;
  plannedWork: PlannedWorkPort;
  scopes: ScopePort;
  versions: VersionPort;
  sealer: Sealer;
  clock: { now(): Date };
  /** How long after an uninstall the app's server is asked to erase what it holds, and for how long entered values are remembered. */
  dataErasureDelayMs: number;
}
