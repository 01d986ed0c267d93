import type { ListQuery, Page } from '../page.ts';

/** One way to buy a product; prices in minor units of the shop's currency (cents). */
export interface ProductVariant {
  id: number;
  name: string;
  description: string | null;
  image: string | null;
  sku: string | null;
  barcode: string | null;
  price: number;
  comparePrice: number | null;
  /** What the variants differ in, and what this one has of it: colour, blue. */
  options: readonly [VariantOption | null, VariantOption | null];
}

/** One thing that variants differ in. */
export interface VariantOption {
  name: string;
  value: string | null;
}

/** Something the workspace sells, with its variants in the order they were made. */
export interface Product {
  id: number;
  name: string;
  description: string;
  image: string | null;
  type: string | null;
  vendor: string | null;
  tracksStock: boolean;
  usesVariants: boolean;
  /** Pieces of all variants together. */
  quantity: number;
  variants: ProductVariant[];
}

/** An order; the total in minor units of its currency (cents). */
export interface ShopOrder {
  id: number;
  /** ISO 4217 in lower case: `usd`. */
  currency: string;
  status: string;
  total: number;
}

/** Which products to list; a type or vendor of this shop's, by number. */
export interface ProductQuery extends ListQuery {
  type?: number | undefined;
  vendor?: number | undefined;
}

/** What a workspace sells. Types, vendors and subscribers that are not its own are `not_found`. */
export interface Shop {
  /** In the order they were made. */
  listProducts(query?: ProductQuery): Promise<Page<Product>>;
  /** The latest first. */
  listOrders(query?: Omit<ListQuery, 'name'> & { userNs?: string | undefined }): Promise<Page<ShopOrder>>;
}
