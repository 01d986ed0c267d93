import { endInstallation, type EndCommand } from './end-installation.ts';
import type { Installation } from './installation.ts';
import type { InstallPorts } from './ports.ts';

/** Uninstalls from any live state, in the caller's transaction. Throws `not_found`, or `wrong_state` when it is gone already. */
export function uninstallApp(ports: InstallPorts, command: EndCommand): Promise<Installation> {
  return endInstallation(ports, command, 'uninstall');
}
