import type { Product, ProductVariant } from '@minimart/chatbot';
import { z } from 'zod';

const price = z.int().meta({ description: "In minor units of the shop's currency (cents).", examples: [1299] });

const variantSchema = z
  .object({
    id: z.int(),
    product_id: z.int(),
    name: z.string(),
    desc: z.string().optional(),
    image: z.string().optional(),
    sku: z.string().optional(),
    barcode: z.string().optional(),
    price,
    compare_price: price.optional(),
    option_1: z.string().optional(),
    option_1_value: z.string().optional(),
    option_2: z.string().optional(),
    option_2_value: z.string().optional(),
  })
  .meta({ id: 'VariantJsonVarResource' });

/** A product as the platform API shows it: the component `Product`. What is not known is left out. */
export const productSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    description: z.string(),
    image: z.string().optional(),
    type: z.string().optional(),
    vendor: z.string().optional(),
    track_stock: z.boolean(),
    use_variant: z.boolean(),
    num_of_variants: z.int(),
    total_qty: z.int().meta({ description: 'Pieces of all variants together.', examples: [200] }),
    variants: z.array(variantSchema),
  })
  .meta({ id: 'Product' });

/** A product of the chatbot in the platform API's words. */
export function toProduct(product: Product): z.output<typeof productSchema> {
  const { id, name, description, image, type, vendor, variants } = product;
  return {
    id,
    name,
    description,
    ...known({ image, type, vendor }),
    track_stock: product.tracksStock,
    use_variant: product.usesVariants,
    num_of_variants: variants.length,
    total_qty: product.quantity,
    variants: variants.map((variant) => toVariant(variant, id)),
  };
}

function toVariant(variant: ProductVariant, product: number): z.output<typeof variantSchema> {
  const { id, name, description, image, sku, barcode, comparePrice, options } = variant;
  const [first, second] = options;
  return {
    id,
    product_id: product,
    name,
    price: variant.price,
    ...known({ desc: description, image, sku, barcode, compare_price: comparePrice }),
    ...known({ option_1: first?.name ?? null, option_1_value: first?.value ?? null }),
    ...known({ option_2: second?.name ?? null, option_2_value: second?.value ?? null }),
  };
}

/** The properties that have a value. */
function known<Value extends Record<string, unknown>>(
  fields: Value,
): { [Name in keyof Value]?: NonNullable<Value[Name]> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as { [Name in keyof Value]?: NonNullable<Value[Name]> };
}
