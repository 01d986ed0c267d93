import type { Manifest } from '@minimart/app-manifest';
import { environmentOf } from './environment-of.ts';
import { isDelivered, needsKey } from './hand-over.ts';
import type { InstallationKey, InstallationRecord } from './installation.ts';
import type { InstallPorts } from './ports.ts';

/**
 * The key that an active installation needs besides its own for its app's server to be told of something: one that the subscribe request carries,
 * or, where the version carries none and the present key was on its way by a former request, one for the owner, since nobody may hold that.
 * Undefined where the present key will do. The former key lives on for the usual overlap.
 */
export async function furtherKey(
  { keys }: Pick<InstallPorts, 'keys'>,
  record: InstallationRecord,
  manifest: Manifest,
): Promise<{ key: InstallationKey; plain: string } | undefined> {
  const { id: subject, workspaceId: tenant, scopes, key } = record;
  const isOnItsWay = isDelivered(manifest);
  if (key === null) {
    const environment = environmentOf(record);
    return needsKey(record, manifest) ? keys.mint({ subject, tenant, scopes, environment, isOnItsWay }) : undefined;
  }
  if (!isOnItsWay && !(await keys.isOnItsWay({ id: key.id, subject }))) return undefined;
  return keys.rotate({ subject, overlapMs: undefined, isOnItsWay });
}
