import type { NewDelivery } from '../../outbox.ts';

/** A delivery without secrets, so that it can be replayed; apart from other fixtures, which bring a test runner along. */
export function faultDelivery(url: string): NewDelivery {
  const request = { method: 'POST', url, headers: { 'content-type': 'application/json' }, body: '{"paid":true}' };
  const about = { endpointId: 'app_1', topic: 'order.paid', subject: 'order_1', tenant: 'shop_1' };
  return { ...about, request, display: request, secrets: [] };
}
