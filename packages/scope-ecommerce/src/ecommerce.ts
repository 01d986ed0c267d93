import { defineScopePlugin } from '@minimart/scope-kit';
import { listOrders } from './list-orders.ts';
import { listProducts } from './list-products.ts';

/** What a workspace sells. */
export const ecommerce = defineScopePlugin({
  id: 'ecommerce',
  label: 'Shop',
  namespaces: ['shop'],
  scopes: [
    {
      id: 'shop:view',
      label: 'View your shop',
      description: 'Read your products with their prices and stock, and your orders with what was paid.',
      risk: 'sensitive',
      icon: 'shopping-bag',
      group: 'Shop',
      verb: 'see',
      cannot: 'See your products and orders',
      translations: {
        de: {
          label: 'Ihren Shop ansehen',
          description: 'Ihre Produkte mit Preisen und Bestand lesen, und Ihre Bestellungen mit dem, was bezahlt wurde.',
          group: 'Shop',
          cannot: 'Ihre Produkte und Bestellungen sehen',
        },
      },
    },
  ],
  operations: [listProducts, listOrders],
});
