import { type AuthInputValues, checkAuthInputs, type Manifest } from '@minimart/app-manifest';
import { isRefusal } from '@minimart/problem';
import type { Sealer } from '@minimart/sealing';
import { assertSendable } from './assert-sendable.ts';
import { openInputs, secretNames } from './auth-input-values.ts';
import type { InstallationRecord } from './installation.ts';

/** What an installation brings along into a version without asking anybody. */
export interface CarriedOver {
  /** The scopes it has and the version still asks for, in the version's order. */
  scopes: string[];
  inputs: AuthInputValues;
}

/**
 * What an installation would have in another version of its app, or undefined when its owner must be asked first: the version requires a scope that
 * was not granted, or an auth input that has no value. A new optional scope is carried over as left off.
 */
export function carryOver(
  sealer: Sealer,
  record: InstallationRecord,
  { version, manifest }: { version: string; manifest: Manifest },
): CarriedOver | undefined {
  const granted = new Set(record.scopes);
  if (manifest.scopes.some(({ id, optional }) => !optional && !granted.has(id))) return undefined;
  const checked = checkAuthInputs(manifest.authInputs, keptInputs(sealer, record, manifest));
  if (!checked.ok) return undefined;
  const carried = {
    scopes: manifest.scopes.flatMap(({ id }) => (granted.has(id) ? [id] : [])),
    inputs: checked.values,
  };
  return canBeSent({ ...record, version }, manifest, carried.inputs) ? carried : undefined;
}

/** The values that the version still asks for. One that was entered as a secret and would not be one any more is not brought along. */
export function keptInputs(
  sealer: Sealer,
  { id: installationId, authInputs }: Pick<InstallationRecord, 'id' | 'authInputs'>,
  manifest: Manifest,
): AuthInputValues {
  const declared = new Set(manifest.authInputs.map(({ name }) => name));
  const secrets = secretNames(manifest);
  const kept = authInputs.filter(({ name, secret }) => declared.has(name) && (!secret || secrets.has(name)));
  const values = Object.entries(openInputs({ sealer, installationId }, kept));
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}

/** A value that its new place cannot carry is the owner's to correct before the version runs, not when they uninstall. */
function canBeSent(record: InstallationRecord, manifest: Manifest, inputs: AuthInputValues): boolean {
  try {
    assertSendable({ record, manifest, inputs });
    return true;
  } catch (thrown) {
    if (isRefusal(thrown)) return false;
    throw thrown;
  }
}
