import { useSampleChatbot } from '@minimart/chatbot/testing';
import { createCaller, describeScopePlugin } from '@minimart/scope-kit/testing';
import { expect, test } from 'vitest';
import { ecommerce } from './ecommerce.ts';

const sample = useSampleChatbot();
describeScopePlugin(ecommerce, sample);

const call = createCaller(ecommerce);

test('a product comes with its variants, prices in cents, and without what is not known', async () => {
  await sample.withHost(async (bot) => {
    const variant = { product_id: 78, price: 1299, option_1: 'Colour' };
    expect(await call(bot, 'Products', { query: { name: 'canvas', product_type_id: '4', vendor_id: '6' } })).toEqual({
      data: [
        {
          id: 78,
          name: 'Canvas bag',
          description: 'Holds a day.',
          type: 'Bags',
          vendor: 'Fern & Fable',
          track_stock: true,
          use_variant: true,
          num_of_variants: 2,
          total_qty: 200,
          variants: [
            { id: 278, name: 'Blue', sku: 'BAG-BLUE', option_1_value: 'Blue', ...variant },
            { id: 279, name: 'Green', sku: 'BAG-GREEN', option_1_value: 'Green', ...variant },
          ],
        },
      ],
      links: expect.objectContaining({ first: '?limit=20&page=1&name=canvas&product_type_id=4&vendor_id=6' }),
      meta: { current_page: 1, last_page: 1, per_page: 20, total: 1 },
    });
  });
});

test("an order's total is text in its currency", async () => {
  await sample.withHost(async (bot) => {
    const data = [{ id: 12, currency: 'usd', status: 'paid', total: '25.00' }];
    expect(await call(bot, 'Orders')).toMatchObject({ data, status: 'ok' });
    expect(await call(bot, 'Orders', { query: { user_ns: 'f123u456' } })).toMatchObject({ data });
    expect(await call(bot, 'Orders', { query: { user_ns: 'f123u111' } })).toMatchObject({ data: [] });
  });
});

test.each([
  ['Products', { product_type_id: '9001' }, 'not_found'],
  ['Products', { vendor_id: '-1' }, 'not_found'],
  ['Products', { vendor_id: 'six' }, 'invalid_input'],
  ['Products', { vendor_id: '1e30' }, 'invalid_input'],
  ['Products', { page: '101' }, 'invalid_input'],
  ['Orders', { user_ns: 'f124u9001' }, 'not_found'],
  ['Orders', { limit: '0' }, 'invalid_input'],
])('%s refuses %j with %s', async (id, query, code) => {
  await sample.withHost(async (bot) => {
    await expect(call(bot, id, { query })).rejects.toMatchObject({ code });
  });
});
