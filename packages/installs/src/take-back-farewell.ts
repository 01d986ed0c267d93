import { eraseEntered } from './erase-entered.ts';
import type { AppInWorkspace } from './farewell-store.ts';
import type { InstallPorts } from './ports.ts';
import { cancelDataErasure } from './plan-data-erasure.ts';
import { forgetInputs } from './remembered-inputs.ts';
import { withDeliveryCancelled } from './with-delivery-cancelled.ts';

// Each install takes back what it finds, so only the latest of the former ones can have something under way.
const mostFormer = 5;

/**
 * What an earlier installation of an app still has under way ends when the app is installed again: its unsubscribe and its data-erasure request would
 * take from the app's server what the new installation sets up, and what was remembered lives on in that one. A request being sent may
 * arrive all the same. Answers whether there was anything: then the app's server may know of the workspace.
 */
export async function takeBackFarewell(ports: InstallPorts, of: AppInWorkspace): Promise<boolean> {
  let takenBack = 0;
  const { items } = await ports.store.list({ ...of, limit: mostFormer });
  for (const { id, status, delivery } of items) {
    if (status !== 'uninstalled' || delivery?.topic !== 'unsubscribe' || delivery.status !== 'pending') continue;
    // The delivery before the row, as a dispatcher that settles holds them.
    const cancelled = await ports.outbox.cancel({ subject: id, topic: 'unsubscribe' }, 'installed again');
    const former = await ports.store.lock(id);
    if (cancelled === 0 || former === undefined) continue;
    takenBack += 1;
    await ports.store.save(await eraseEntered(ports, withDeliveryCancelled(former), 'cancelled'));
  }
  takenBack += await cancelDataErasure(ports, of);
  await forgetInputs(ports, of, 'installed_again');
  return takenBack > 0;
}
