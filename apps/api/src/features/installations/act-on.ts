import type { Installation, InstallResult } from '@minimart/installs';
import type { Actor } from '../../http/actor.ts';
import type { AuditAct } from '../audit/create-audit.ts';

/** What the log says of whatever is done to an installation. */
export function actOn({ workspaceId, appId, id: installationId }: Installation, by: Actor) {
  return { workspaceId, by, appId, installationId };
}

/** That a key was shown, where it was. */
export function shownKey(act: Omit<AuditAct, 'action'>, { plainKey }: InstallResult): AuditAct[] {
  return plainKey === null ? [] : [{ ...act, action: 'key_shown' }];
}
