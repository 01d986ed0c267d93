import { createSealer, parseSealingKeys } from '@minimart/sealing';
import { createShopApp } from './create-shop-app.ts';
import { openShop } from './open-shop.ts';

const { DATABASE_URL: url, SEALING_KEYS: keys, PORT: port = '4500', EGRESS_ALLOW: allow = '' } = process.env;
if (url === undefined || keys === undefined) {
  throw new Error('Set DATABASE_URL to a PostgreSQL and SEALING_KEYS to `k1:` and base64 of 32 random bytes.');
}
const shop = await openShop({
  url,
  sealer: createSealer({ keys: parseSealingKeys(keys) }),
  allow: allow.split(',').filter(Boolean),
  logger: { info: () => {}, warn: console.warn, error: console.error },
});
const server = createShopApp(shop).listen(Number(port), '127.0.0.1', () => {
  console.log(`Orders are taken at http://127.0.0.1:${port}/orders`);
});
process.once('SIGTERM', () => {
  // What is under way is finished and written down.
  server.close(() => void shop.close());
});
