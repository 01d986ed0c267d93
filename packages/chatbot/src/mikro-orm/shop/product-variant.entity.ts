import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo } from '../relations.ts';
import { Product } from './product.entity.ts';

const ProductVariantSchema = defineEntity({
  name: 'ProductVariant',
  schema: 'chatbot',
  tableName: 'product_variants',
  indexes: [{ name: 'product_variants_product_id_id_index', properties: ['product', 'id'] }],
  properties: {
    id: p.bigint('number').primary(),
    product: () => belongsTo(Product),
    name: p.text(),
    description: p.text().nullable().strictNullable(),
    image: p.text().nullable().strictNullable(),
    sku: p.text().nullable().strictNullable(),
    barcode: p.text().nullable().strictNullable(),
    price: p.bigint('number'),
    comparePrice: p.bigint('number').nullable().strictNullable(),
    quantity: p.integer(),
    firstOption: p.text().nullable().strictNullable(),
    firstOptionValue: p.text().nullable().strictNullable(),
    secondOption: p.text().nullable().strictNullable(),
    secondOptionValue: p.text().nullable().strictNullable(),
  },
});

/** One way to buy a product; prices in minor units of the shop's currency (cents). */
export class ProductVariant extends ProductVariantSchema.class {}
ProductVariantSchema.setClass(ProductVariant);
