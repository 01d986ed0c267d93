import type { Manifest } from '@minimart/app-manifest';
import { type FieldError, Refusal } from '@minimart/problem';
import { isEmpty, keyInputNames } from './auth-input-values.ts';
import { changeAuthInputs } from './change-auth-inputs.ts';
import type { Installation } from './installation.ts';
import { assertMove } from './installation-moves.ts';
import { type InstallationRef, notFound } from './lock-installation.ts';
import type { InstallPorts } from './ports.ts';

/** Which auth inputs of an installation to replace, by name; the others keep their values. */
export interface UpdateCommand extends InstallationRef {
  authInputs: Readonly<Record<string, unknown>>;
}

/**
 * Like `changeAuthInputs`, for a caller that may replace keys of other services alone (`keyInputNames`), and not by nothing.
 * Throws `not_found`, `wrong_state` or `auth_input_invalid`, which tells no value.
 */
export async function updateAuthInputs(
  ports: InstallPorts,
  { workspaceId, installationId, authInputs }: UpdateCommand,
): Promise<Installation> {
  const record = await ports.store.find(installationId);
  if (record?.workspaceId !== workspaceId) throw notFound();
  assertMove(record.status, 'update');
  assertReplaceable(await ports.versions.manifestOf(record.appId, record.version), authInputs);
  return (await changeAuthInputs(ports, { workspaceId, installationId, authInputs })).installation;
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
