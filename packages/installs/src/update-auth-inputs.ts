import type { Manifest } from '@minimart/app-manifest';
import { type FieldError, Refusal } from '@minimart/problem';
import { checkInputs, isEmpty, keyInputNames, openInputs, sealInputs } from './auth-input-values.ts';
import { type Installation, toInstallation } from './installation.ts';
import { assertMove } from './installation-moves.ts';
import { type InstallationRef, notFound } from './lock-installation.ts';
import type { InstallPorts } from './ports.ts';

/** Which auth inputs of an installation to replace, by name; the others keep their values. */
export interface UpdateCommand extends InstallationRef {
  authInputs: Readonly<Record<string, unknown>>;
}

/**
 * Replaces auth inputs that may hold a key (`keyInputNames`) of an active installation. Nothing is sent to the app.
 * Throws `not_found`, `wrong_state` or `auth_input_invalid`, which tells no value.
 */
export async function updateAuthInputs(
  { store, versions, sealer }: Pick<InstallPorts, 'store' | 'versions' | 'sealer'>,
  { workspaceId, installationId, authInputs }: UpdateCommand,
): Promise<Installation> {
  const record = await store.lock(installationId);
  if (record?.workspaceId !== workspaceId) throw notFound();
  assertMove(record.status, 'update');
  const manifest = await versions.manifestOf(record.appId, record.version);
  assertReplaceable(manifest, authInputs);
  const place = { sealer, installationId };
  const kept = Object.entries(openInputs(place, record.authInputs)).filter(([, value]) => value !== null);
  const inputs = checkInputs(manifest, Object.fromEntries([...kept, ...Object.entries(authInputs)]));
  const updated = { ...record, authInputs: sealInputs(place, manifest, inputs) };
  await store.save(updated);
  return toInstallation(updated);
}

function assertReplaceable(manifest: Manifest, authInputs: UpdateCommand['authInputs']): void {
  const replaceable = keyInputNames(manifest);
  const errors = manifest.authInputs.flatMap(({ name, title }): FieldError[] => {
    if (!Object.hasOwn(authInputs, name)) return [];
    const path = `authInputs.${name}`;
    if (!replaceable.includes(name)) return [{ path, message: `${title} is no key, so it cannot be replaced.` }];
    return isEmpty(authInputs[name]) ? [{ path, message: `${title} is empty.` }] : [];
  });
  const [first] = errors;
  if (first !== undefined) throw new Refusal({ code: 'auth_input_invalid', detail: first.message, errors });
}
