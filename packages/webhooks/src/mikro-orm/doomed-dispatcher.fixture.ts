import { createSealer } from '@minimart/sealing';
import { createEgressGuard, WebhookDispatcher } from '../index.ts';
import pg from 'pg';
import { createDeliveryStore } from './index.ts';

// A dispatcher in a process of its own, to be killed by a test: DATABASE_URL and SEALING_KEY (base64) say where and with what.
const { DATABASE_URL = '', SEALING_KEY = '' } = process.env;
const silent = { info: () => {}, warn: () => {}, error: () => {} };

new WebhookDispatcher({
  store: createDeliveryStore({ pool: new pg.Pool({ connectionString: DATABASE_URL }) }),
  sealer: createSealer({ keys: [{ id: 'k1', key: Buffer.from(SEALING_KEY, 'base64') }] }),
  guard: createEgressGuard({ allow: ['127.0.0.0/8'] }),
  userAgent: 'Minimart/doomed',
  logger: silent,
  timeoutMs: 4000,
  leaseMs: 5000,
  pollMs: 20,
}).start();
