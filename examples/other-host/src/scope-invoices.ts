import { defineOperation, defineScopePlugin, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import type { Invoices } from './invoices.ts';

const invoiceSchema = z
  .object({
    id: z.string(),
    customer: z.string(),
    amount: z.int().describe('In minor units of the currency, such as cents.'),
    currency: z.string(),
    status: z.enum(['open', 'paid', 'void']),
  })
  .meta({ id: 'Invoice' });

const listInvoices = defineOperation({
  id: 'listInvoices',
  method: 'get',
  path: '/invoices',
  scope: 'invoices:view',
  summary: 'List the invoices of the workspace.',
  input: {
    query: z.object({
      status: z
        .enum(['open', 'paid', 'void'], 'Ask for open, paid or void invoices.')
        .optional()
        .meta({ description: 'Only invoices that stand like this.', examples: ['open'] }),
    }),
  },
  output: z.object({ data: z.array(invoiceSchema) }),
  run: async ({ host }: OperationContext<Invoices>, { query }) => ({ data: await host.list(query.status) }),
});

const voidInvoice = defineOperation({
  id: 'voidInvoice',
  method: 'post',
  path: '/invoices/{id}/void',
  scope: 'invoices:manage',
  summary: 'Declare an invoice void.',
  input: {
    params: z.object({ id: z.string('Name the invoice.').meta({ description: 'Its id.', examples: ['inv_1'] }) }),
  },
  output: invoiceSchema,
  run: async ({ host }: OperationContext<Invoices>, { params }) => host.void(params.id),
});

/** The invoices of a workspace: view, and manage. */
export const invoices = defineScopePlugin({
  id: 'invoices',
  label: 'Invoices',
  scopes: [
    {
      id: 'invoices:view',
      label: 'View invoices',
      description: 'Read your invoices: customers, amounts and whether they are paid.',
      risk: 'sensitive',
      icon: 'receipt-text',
      group: 'Invoices',
      verb: 'see',
      cannot: 'See your invoices',
    },
    {
      id: 'invoices:manage',
      label: 'Manage invoices',
      description: 'Declare invoices void, so that nobody has to pay them any more.',
      risk: 'high',
      icon: 'receipt',
      group: 'Invoices',
      implies: ['invoices:view'],
      verb: 'change',
      cannot: 'Change your invoices',
    },
  ],
  operations: [listInvoices, voidInvoice],
});
