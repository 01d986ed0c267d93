import type { Consent, InstallationRecord, ListedConsent } from './installation.ts';
import type { InstallationStatus } from './installation-moves.ts';

/** Which installations to list, newest first: those of a workspace, of an app, or both. `cursor` is the `nextCursor` of the page before. */
export interface InstallationPageQuery {
  workspaceId?: string;
  appId?: string;
  /** Only those that are uninstalled, or only the others. */
  uninstalled?: boolean | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** One page; `nextCursor` is null on the last. */
export interface InstallationPage<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** Which consents to list, latest first: those of a workspace, or of one of its installations. */
export interface ConsentPageQuery {
  workspaceId: string;
  installationId?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** How many live installations of an app have a version, by status, and how many are asked about it or have declined it. */
export interface VersionCount {
  version: string;
  installed: Partial<Record<InstallationStatus, number>>;
  waiting: number;
  declined: number;
}

/** Live installations of an app whose keys hold the same scopes. */
export interface GrantGroup {
  scopes: string[];
  installationIds: string[];
  /** When the longest-standing of them was last agreed to; nothing was added to it since. */
  unchangedSince: Date;
}

/** Keeps installations with their consent, inside the caller's transaction. */
export interface InstallationStore {
  /** False, and nothing written, when the workspace has a live installation of the app already. */
  insert(record: InstallationRecord): Promise<boolean>;
  find(id: string): Promise<InstallationRecord | undefined>;
  /**
   * Like `find`, after every other `findForMove` of this id has ended its transaction. Unlike `lock` it holds up moves alone: a
   * dispatcher, which holds a delivery when it comes for the row, gets on.
   */
  findForMove(id: string): Promise<InstallationRecord | undefined>;
  /** Like `find`, holding the row until the transaction ends. */
  lock(id: string): Promise<InstallationRecord | undefined>;
  /** Writes everything but the id, the app, the workspace, whether it is a test, the consent and the time of creation. */
  save(record: InstallationRecord): Promise<void>;
  /** Adds a record of what a person said; nothing ever changes one. */
  addConsent(installationId: string, consent: Consent): Promise<void>;
  /** Throws the refusal `invalid_request` for a cursor that is not one. */
  listConsents(query: ConsentPageQuery): Promise<InstallationPage<ListedConsent>>;
  /** Has the installation looked at soon: whether a version is out that it should run. */
  askForUpdateCheck(id: string): Promise<void>;
  /** The versions that live installations of the app have or are asked about, in no order; tests are left out. */
  countVersions(appId: string): Promise<VersionCount[]>;
  /** The live installations of the app that have a key, by what it holds, in no order. */
  groupByGrant(appId: string): Promise<GrantGroup[]>;
  findLive(workspaceId: string, appId: string): Promise<InstallationRecord | undefined>;
  /** Throws the refusal `invalid_request` for a cursor that is not one. */
  list(query: InstallationPageQuery): Promise<InstallationPage<InstallationRecord>>;
  /** All of a workspace that are live, in the order they were made. */
  listLive(workspaceId: string): Promise<InstallationRecord[]>;
  /** Up to `limit` live installations of an app, those with the lowest ids, which is by chance; tests are left out. */
  listSome(appId: string, limit: number): Promise<InstallationRecord[]>;
  /** How many live installations each of these apps has; an app without any is left out, and so are tests. */
  countLive(appIds: readonly string[]): Promise<Map<string, number>>;
}
