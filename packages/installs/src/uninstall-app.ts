import { endInstallation } from './end-installation.ts';
import type { Installation } from './installation.ts';
import type { InstallationRef } from './lock-installation.ts';
import type { InstallPorts } from './ports.ts';

/** Uninstalls from any live state, in the caller's transaction. Throws `not_found`, or `wrong_state` when it is gone already. */
export function uninstallApp(ports: InstallPorts, ref: InstallationRef): Promise<Installation> {
  return endInstallation(ports, ref, 'uninstall');
}
