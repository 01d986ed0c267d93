import { Refusal } from '@minimart/problem';
import type { Invoice, Invoices } from '../invoices.ts';

/** Invoices that this process keeps itself, by workspace. A real host would ask its database here. */
export function createInvoices(
  byWorkspace: ReadonlyMap<string, readonly Invoice[]>,
): (workspaceId: string) => Invoices {
  const all = new Map([...byWorkspace].map(([workspaceId, invoices]) => [workspaceId, structuredClone([...invoices])]));
  return (workspaceId) => {
    const own = all.get(workspaceId) ?? [];
    return {
      list: async (status) => own.filter((invoice) => status === undefined || invoice.status === status),
      async void(id) {
        const invoice = own.find((each) => each.id === id);
        if (!invoice) throw new Refusal({ code: 'not_found', detail: `There is no invoice ${id.slice(0, 60)} here.` });
        if (invoice.status === 'paid')
          throw new Refusal({ code: 'conflict', detail: `The invoice ${id} is paid; refund it instead.` });
        invoice.status = 'void';
        return { ...invoice };
      },
    };
  };
}
