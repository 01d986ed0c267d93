import { createKeyService } from '@minimart/keys';
import { createMemoryKeyStore } from '@minimart/keys/testing';
import { createInvoicingPlatform } from './create-invoicing-platform.ts';
import { createInvoices } from './in-process/create-invoices.ts';

const store = createMemoryKeyStore();
const keys = createKeyService({ store });
const invoicesOf = createInvoices(
  new Map([['ws_demo', [{ id: 'inv_1', customer: 'Ada', amount: 4200, currency: 'eur', status: 'open' }]]]),
);
const { plain } = await keys.mint({ subject: 'ins_demo', tenant: 'ws_demo', scopes: ['invoices:view'] });
const port = Number(process.env['PORT'] ?? 4300);
createInvoicingPlatform({ keys: store, invoicesOf }).listen(port, '127.0.0.1', () => {
  console.log(`The invoicing platform listens. This key may view invoices, and nothing else:

  curl -H 'Authorization: Bearer ${plain}' http://127.0.0.1:${port}/invoices
  curl -X POST -H 'Authorization: Bearer ${plain}' http://127.0.0.1:${port}/invoices/inv_1/void
`);
});
