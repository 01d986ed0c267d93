import type { Shop } from '../../port/shop.ts';
import type { BotScope } from '../bots/bot-scope.ts';
import { listOrders } from './list-orders.ts';
import { listProducts } from './list-products.ts';

/** What a bot's workspace sells, on PostgreSQL. */
export function createShop(scope: BotScope): Shop {
  return {
    listProducts: (query = {}) => listProducts(scope, query),
    listOrders: (query = {}) => listOrders(scope, query),
  };
}
