import { sizes } from './sizes.ts';

/** A request of the benchmark: about 300 bytes of JSON for one of the endpoints. */
export interface Payload {
  id: string;
  url: string;
  body: string;
}

/** The path of an endpoint at the sink. */
export const pathOf = (endpoint: number) => `/endpoints/${endpoint}`;

/** The body that every contender sends: an event such as a shop would tell of. */
export function bodyOf(n: number): string {
  return JSON.stringify({
    type: 'order.paid',
    timestamp: '2026-01-01T12:00:00.000Z',
    data: {
      order: `ord_${String(n).padStart(12, '0')}`,
      customer: { id: 'cus_3fTq81LmWz0pXk', name: 'Ada Example', email: 'ada@example.com' },
      lines: [{ sku: 'SKU-1042', quantity: 2, price: '19.90' }],
      total: '39.80',
      currency: 'EUR',
      note: 'Leave it with the neighbour, please.',
    },
  });
}

/** `count` requests, the endpoints in turns. */
export function payloads(count: number, origin: string): Payload[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `msg_bench${String(n).padStart(15, '0')}`,
    url: origin + pathOf(n % sizes.endpoints),
    body: bodyOf(n),
  }));
}
