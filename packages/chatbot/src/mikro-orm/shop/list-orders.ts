import { checkListQuery, type ListQuery, type Page } from '../../page.ts';
import type { ShopOrder as Order } from '../../port/shop.ts';
import { asStored, type BotScope } from '../bots/bot-scope.ts';
import { findSubscriber } from '../subscribers/find-subscriber.ts';
import { ShopOrder } from './shop-order.entity.ts';

/** The shop's orders, or those of one subscriber, the latest first. */
export async function listOrders(
  scope: BotScope,
  { userNs, ...query }: ListQuery & { userNs?: string | undefined },
): Promise<Page<Order>> {
  const { limit, page, offset } = checkListQuery(query);
  const bot = await scope.botId();
  const where = userNs ? { bot, subscriber: await findSubscriber(scope, userNs) } : { bot };
  const options = { ...asStored, orderBy: { id: 'desc' }, limit, offset } as const;
  const [rows, total] = await scope.em.findAndCount(ShopOrder, where, options);
  const items = rows.map(({ id, currency, status, total: sum }) => ({ id, currency, status, total: sum }));
  return { items, total, page, limit };
}
