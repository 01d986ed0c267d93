import { pageFields, pageQueryFields, toPageFields, userNsSchema, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { writeAmount } from './write-amount.ts';

const orderSchema = z.object({
  id: z.int(),
  currency: z.string().meta({ examples: ['usd'] }),
  status: z.string(),
  total: z.string().meta({ description: 'In the currency itself, as text.', examples: ['25.00'] }),
});

/** `GET /shop/orders` */
export const listOrders = defineOperation({
  id: 'Orders',
  method: 'get',
  path: '/shop/orders',
  scope: 'shop:view',
  summary: 'List orders.',
  description: 'The latest come first.',
  input: {
    query: z.object({
      user_ns: userNsSchema.optional().describe('Keep only this subscriber.'),
      ...pageQueryFields({ limit: 1_000, pages: 100 }),
    }),
  },
  output: z.object({ data: z.array(orderSchema), ...pageFields, status: z.literal('ok') }),
  async run({ host }: OperationContext<Chatbot>, { query: { user_ns: userNs, ...query } }) {
    const page = await host.shop.listOrders({ ...query, userNs });
    const data = page.items.map(({ id, currency, status, total }) => {
      return { id, currency, status, total: writeAmount(total, currency) };
    });
    return { data, ...toPageFields(page, { user_ns: userNs }), status: 'ok' as const };
  },
});
