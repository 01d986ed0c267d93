import { listQuerySchema, pageFields, toPageFields, type Chatbot } from '@minimart/chatbot';
import { defineOperation, type OperationContext } from '@minimart/scope-kit';
import { z } from 'zod';
import { productSchema, toProduct } from './product.schema.ts';

const numberOf = (what: string, example: number) =>
  z.coerce
    .number(`Give the id of the ${what} as a number.`)
    .int(`Give the id of the ${what} as a whole number.`)
    .optional()
    .meta({ description: `Keep only this ${what}.`, examples: [example] });

/** `GET /shop/products` */
export const listProducts = defineOperation({
  id: 'Products',
  method: 'get',
  path: '/shop/products',
  scope: 'shop:view',
  summary: 'List products.',
  description: "Prices are whole numbers in minor units of the shop's currency: 1299 is 12.99.",
  input: {
    query: listQuerySchema.extend({ product_type_id: numberOf('product type', 4), vendor_id: numberOf('vendor', 6) }),
  },
  output: z.object({ data: z.array(productSchema), ...pageFields }).meta({ id: 'ProductResource' }),
  async run({ host }: OperationContext<Chatbot>, { query }) {
    const { product_type_id: type, vendor_id: vendor, ...rest } = query;
    const page = await host.shop.listProducts({ ...rest, type, vendor });
    return { data: page.items.map(toProduct), ...toPageFields(page, query) };
  },
});
