import type { Manifest } from '@minimart/app-manifest';
import { Refusal } from '@minimart/problem';
import { createId } from '@minimart/tokens';
import { assertSendable } from './assert-sendable.ts';
import { checkInputs, sealInputs } from './auth-input-values.ts';
import { buildConsent } from './build-consent.ts';
import { checkScopes } from './check-scopes.ts';
import { handOver } from './hand-over.ts';
import { type ConsentPlace, type Installation, type InstallationRecord, toInstallation } from './installation.ts';
import type { InstallPorts } from './ports.ts';
import { takeBackFarewell } from './take-back-farewell.ts';

/** What an owner agreed to. `consentedVersion` is the version whose consent page was shown; left out, the current one. */
export interface InstallCommand {
  workspaceId: string;
  userId: string;
  /** Where they agreed from. */
  place?: ConsentPlace | undefined;
  /** The app and its current published version. */
  app: { id: string; version: string; manifest: Manifest };
  scopes: readonly string[];
  /** Whether the workspace is a developer's sandbox. */
  isTest?: boolean | undefined;
  authInputs?: Readonly<Record<string, unknown>> | undefined;
  consentedVersion?: string | undefined;
}

/** An installation just made; `plainKey` is set when the app has no subscribe request: show it now or never. */
export interface InstallResult {
  installation: Installation;
  plainKey: string | null;
}

/**
 * Installs an app: installation, consent, key and subscribe request, all in the caller's transaction. What an earlier
 * installation of the app still has under way is taken back. Throws
 * `consent_outdated`, `unknown_scope`, `scope_not_declared`, `required_scope_missing`, `auth_input_invalid` or
 * `already_installed`, each before anything is written.
 */
export async function installApp(ports: InstallPorts, command: InstallCommand): Promise<InstallResult> {
  const { app, workspaceId } = command;
  assertCurrent(command);
  const scopes = checkScopes(app.manifest, command.scopes, ports.scopes);
  const inputs = checkInputs(app.manifest, command.authInputs ?? {});
  const live = await ports.store.findLive(workspaceId, app.id);
  if (live !== undefined) throw alreadyInstalled(command, live.id);
  const record = newRecord(ports, command, scopes);
  assertSendable({ record, manifest: app.manifest, inputs });
  record.authInputs = sealInputs({ sealer: ports.sealer, installationId: record.id }, app.manifest, inputs);
  // First the row: of two installs at once, the second waits at its unique index, then finds the first.
  if (!(await ports.store.insert(record))) {
    throw alreadyInstalled(command, (await ports.store.findLive(workspaceId, app.id))?.id);
  }
  // Whoever still had a farewell to come knows of the workspace, also when this installation comes to nothing.
  record.appMayKnow = await takeBackFarewell(ports, { workspaceId, appId: app.id });
  const { plainKey, ...handed } = await handOver(ports, { record, manifest: app.manifest, inputs });
  const installed = { ...record, ...handed, firstActiveAt: handed.activatedAt };
  await ports.store.save(installed);
  // A version may be out for this installation that the store does not show yet.
  if (installed.status === 'active') await ports.store.askForUpdateCheck(installed.id);
  return { installation: toInstallation(installed), plainKey };
}

function newRecord(ports: InstallPorts, command: InstallCommand, scopes: string[]): InstallationRecord {
  const { app, workspaceId, userId, place, isTest = false } = command;
  const now = ports.clock.now();
  const said = { kind: 'install', userId, place, fromVersion: null } as const;
  const agreement = { ...said, version: app.version, granted: scopes, agreedAt: now };
  return {
    id: createId('ins'),
    workspaceId,
    appId: app.id,
    isTest,
    version: app.version,
    status: 'pending',
    message: null,
    scopes,
    key: null,
    authInputs: [],
    formerAuthInputs: null,
    responseValues: [],
    delivery: null,
    appMayKnow: false,
    consent: buildConsent(app.manifest, ports.scopes, agreement),
    update: null,
    formerVersion: null,
    versionSince: now,
    createdAt: now,
    activatedAt: null,
    firstActiveAt: null,
    firstFailedAt: null,
    lastAnswerAt: null,
    uninstalledAt: null,
    erasedAt: null,
  };
}

function assertCurrent({ app, consentedVersion }: InstallCommand): void {
  if (consentedVersion === undefined || consentedVersion === app.version) return;
  throw new Refusal({
    code: 'consent_outdated',
    detail: `You agreed to version ${consentedVersion}, and ${app.version} is current. Please look at it again.`,
    errors: [{ path: 'version', message: `Version ${app.version} is current.` }],
    extra: { currentVersion: app.version },
  });
}

function alreadyInstalled({ app }: InstallCommand, installationId: string | undefined): Refusal {
  const detail = `${app.manifest.name} is installed in this workspace already.`;
  return new Refusal({
    code: 'already_installed',
    detail,
    extra: installationId === undefined ? {} : { installationId },
  });
}
