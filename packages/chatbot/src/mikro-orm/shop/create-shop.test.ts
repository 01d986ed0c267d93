import { expect, test } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { useSampleChatbot } from '../../testing/index.ts';
import { Product } from './product.entity.ts';

const { withHost } = useSampleChatbot();

test('lists a product with its type, its vendor and its variants', async () => {
  await withHost(async ({ shop }) => {
    const { items, total } = await shop.listProducts();
    expect(total).toBe(1);
    expect(items).toMatchObject([
      {
        id: 78,
        name: 'Canvas bag',
        type: 'Bags',
        vendor: 'Fern & Fable',
        quantity: 200,
        variants: [
          { id: 278, name: 'Blue', price: 1299, options: [{ name: 'Colour', value: 'Blue' }, null] },
          { id: 279, name: 'Green', price: 1299, options: [{ name: 'Colour', value: 'Green' }, null] },
        ],
      },
    ]);
  });
});

test('a product without type, vendor and variants is one all the same', async () => {
  await withHost(async ({ shop }, { em }) => {
    const bare = { bot: 123, type: null, vendor: null, name: 'Gift card', description: '', image: null };
    await em.insertMany(Product, [{ id: 79, ...bare, tracksStock: false, usesVariants: false }]);
    expect((await shop.listProducts({ name: 'GIFT' })).items).toMatchObject([
      { id: 79, type: null, vendor: null, quantity: 0, variants: [] },
    ]);
  });
});

test.each([
  [{ type: 4 }, 1],
  [{ vendor: 6 }, 1],
  [{ type: 4, vendor: 6, name: 'bag' }, 1],
  [{ name: 'other' }, 0],
  [{ page: 2 }, 0],
])('finds products with %j', async (query, count) => {
  await withHost(async ({ shop }) => expect((await shop.listProducts(query)).items).toHaveLength(count));
});

test('lists the orders of this shop, or of one subscriber', async () => {
  await withHost(async ({ shop }) => {
    const order = { id: 12, currency: 'usd', status: 'paid', total: 2500 };
    expect((await shop.listOrders()).items).toEqual([order]);
    expect((await shop.listOrders({ userNs: 'f123u456' })).items).toEqual([order]);
    expect((await shop.listOrders({ userNs: 'f123u111' })).items).toEqual([]);
  });
});

test('knows no type, vendor or subscriber of another shop', async () => {
  await withHost(async ({ shop }) => {
    for (const number of [9001, 0, -1, 2 ** 53]) {
      expect(await codeOf(shop.listProducts({ type: number }))).toBe('not_found');
      expect(await codeOf(shop.listProducts({ vendor: number }))).toBe('not_found');
    }
    expect(await codeOf(shop.listOrders({ userNs: 'f124u9001' }))).toBe('not_found');
  });
});
