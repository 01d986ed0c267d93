import type { EntityClass } from '@mikro-orm/core';
import { notFound } from '../../chatbot-error.ts';
import { checkListQuery, type Page } from '../../page.ts';
import type {
  Product as ShopProduct,
  ProductQuery,
  ProductVariant as Variant,
  VariantOption,
} from '../../port/shop.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { escapeLike } from '../bots/find-page.ts';
import { ProductType } from './product-type.entity.ts';
import { ProductVariant } from './product-variant.entity.ts';
import { Product } from './product.entity.ts';
import { Vendor } from './vendor.entity.ts';

/** The shop's products with their variants, in the order they were made. */
export async function listProducts(
  scope: BotScope,
  { type, vendor, ...query }: ProductQuery,
): Promise<Page<ShopProduct>> {
  const { limit, page, offset, name } = checkListQuery(query);
  const where = {
    bot: await scope.botId(),
    ...(type !== undefined && { type: await findNumber(scope, { entity: ProductType, what: 'product type' }, type) }),
    ...(vendor !== undefined && { vendor: await findNumber(scope, { entity: Vendor, what: 'vendor' }, vendor) }),
    ...(name !== undefined && { name: { $ilike: `%${escapeLike(name)}%` } }),
  };
  const options = { ...asStored, orderBy: { id: 'asc' }, limit, offset } as const;
  const [rows, total] = await scope.em.findAndCount(Product, where, options);
  return { items: await withParts(scope, rows), total, page, limit };
}

/** The products with what belongs to them, fetched for all at once. */
async function withParts({ em }: BotScope, rows: readonly Product[]): Promise<ShopProduct[]> {
  const variants = await em.find(
    ProductVariant,
    { product: { $in: rows.map(({ id }) => id) } },
    { ...asStored, orderBy: { id: 'asc' } },
  );
  const variantsOf = Map.groupBy(variants, ({ product }) => product);
  const nameOf = async (entity: EntityClass<ProductType | Vendor>, ids: readonly (number | null)[]) => {
    const named = await em.find(entity, { id: { $in: ids.filter((id) => id !== null) } }, asStored);
    return new Map<number | null, string>(named.map(({ id, name }) => [id, name]));
  };
  const types = await nameOf(
    ProductType,
    rows.map(({ type }) => type),
  );
  const vendors = await nameOf(
    Vendor,
    rows.map(({ vendor }) => vendor),
  );
  return rows.map(({ bot: _bot, type, vendor, ...row }) => {
    const own = variantsOf.get(row.id) ?? [];
    return {
      ...row,
      type: types.get(type) ?? null,
      vendor: vendors.get(vendor) ?? null,
      quantity: own.reduce((sum, { quantity }) => sum + quantity, 0),
      variants: own.map(toVariant),
    };
  });
}

function toVariant(row: ProductVariant): Variant {
  const { id, name, description, image, sku, barcode, price, comparePrice } = row;
  const options = [
    toOption(row.firstOption, row.firstOptionValue),
    toOption(row.secondOption, row.secondOptionValue),
  ] as const;
  return { id, name, description, image, sku, barcode, price, comparePrice, options };
}

function toOption(name: string | null, value: string | null): VariantOption | null {
  return name === null ? null : { name, value };
}

interface Kind {
  entity: EntityClass<ProductType | Vendor>;
  what: string;
}

/** A number that a request names, once it is known to be of this shop. */
async function findNumber({ em, botId }: BotScope, { entity, what }: Kind, id: number): Promise<number> {
  const isKnown = Number.isSafeInteger(id) && (await em.count(entity, { id, bot: await botId() })) > 0;
  if (!isKnown) throw notFound(what, `${id}`);
  return id;
}
