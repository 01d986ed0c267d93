import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { NewDelivery, Outbox } from '@minimart/webhooks';

/** What is ordered, and for how much, in cents. */
export interface NewOrder {
  item: string;
  total: number;
}

/** Writes an order and what is to be told of it; whichever fails, neither happens. Throws on a total that the table refuses. */
export async function placeOrder(em: EntityManager, outbox: Outbox, { item, total }: NewOrder): Promise<string> {
  const id = `ord_${randomUUID()}`;
  const topic = 'order.placed';
  const listeners = await em.execute<{ endpoint_id: string; url: string }[]>(
    'select endpoint_id, url from shop.subscriptions where topic = ?',
    [topic],
  );
  const body = JSON.stringify({ type: topic, order: { id, item, total } });
  const deliveries = listeners.map(({ endpoint_id: endpointId, url }): NewDelivery => {
    const request = { method: 'POST', url, headers: { 'content-type': 'application/json' }, body };
    return { endpointId, topic, subject: id, tenant: 'shop', request, display: request, secrets: [] };
  });
  await outbox.enqueueAll(deliveries);
  // Last on purpose: what was enqueued before it goes with it when the table refuses the order.
  await em.execute('insert into shop.orders (id, item, total) values (?, ?, ?)', [id, item, total]);
  return id;
}
