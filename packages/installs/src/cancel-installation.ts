import { endInstallation } from './end-installation.ts';
import type { Installation } from './installation.ts';
import type { InstallationRef } from './lock-installation.ts';
import type { InstallPorts } from './ports.ts';

/**
 * Takes back an installation that never became active. Throws `not_found`, or `wrong_state` when it has become active since:
 * then it is for the owner to uninstall it knowingly.
 */
export function cancelInstallation(ports: InstallPorts, ref: InstallationRef): Promise<Installation> {
  return endInstallation(ports, ref, 'cancel');
}
