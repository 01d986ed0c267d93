// Hears of changed keys and says when; runs as a process of its own.
import { KeyChangeListener } from '@minimart/keys/mikro-orm';
import pg from 'pg';

const listener = new KeyChangeListener({
  verifier: {
    forget: (hash) => void process.send?.({ hash, at: performance.timeOrigin + performance.now() }),
    forgetAll: () => {},
    proveCurrent: () => {},
  },
  createClient: () => new pg.Client({ connectionString: process.env['DATABASE_URL'] }),
});
await listener.start();
process.send?.({ ready: true });
process.once('disconnect', () => process.exit());
