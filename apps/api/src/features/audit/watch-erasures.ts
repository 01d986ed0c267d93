import type { ErasureReceipt, InstallPorts } from '@minimart/installs';
import type { AuditAct } from './create-audit.ts';

/** Ports that remember what was erased through them, for whoever writes it down in the same transaction. */
export interface WatchedErasures {
  ports: InstallPorts;
  /** A line for each receipt that says that something was erased. */
  acts(by: AuditAct['by']): AuditAct[];
}

/** Watches the receipts, which whatever is erased leaves. */
export function watchErasures(ports: InstallPorts): WatchedErasures {
  const receipts: ErasureReceipt[] = [];
  const farewells: InstallPorts['farewells'] = {
    ...ports.farewells,
    async addReceipt(receipt) {
      await ports.farewells.addReceipt(receipt);
      receipts.push(receipt);
    },
  };
  return { ports: { ...ports, farewells }, acts: (by) => receipts.flatMap((receipt) => toAct(receipt, by)) };
}

function toAct({ workspaceId, appId, installationId, reason, erased }: ErasureReceipt, by: AuditAct['by']): AuditAct[] {
  if (erased.length === 0) return [];
  const detail = { reason, inputs: erased.map(({ name }) => name) };
  return [{ workspaceId, by, action: 'inputs_erased', appId, installationId, detail }];
}
