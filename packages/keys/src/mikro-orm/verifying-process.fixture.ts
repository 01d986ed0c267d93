// A process that verifies keys: told a key, it tells how it stands, and again as often as that changes.
import { Client, Pool } from 'pg';
import { CachedKeyVerifier } from '../index.ts';
import { createPreparedKeyReader, KeyChangeListener } from './index.ts';

const connection = { connectionString: process.env['DATABASE_URL'] };
const verifier = new CachedKeyVerifier({ reader: createPreparedKeyReader(new Pool(connection)) });
await new KeyChangeListener({ verifier, createClient: () => new Client(connection) }).start();
let watching: NodeJS.Timeout | undefined;
process.on('message', (plain: string) => {
  clearInterval(watching);
  let told = '';
  watching = setInterval(async () => {
    const result = await verifier.verify(plain);
    const stands = result.ok ? 'good' : result.reason;
    if (stands !== told) process.send?.({ plain, stands });
    told = stands;
  }, 2);
});
process.once('disconnect', () => process.exit());
process.send?.('ready');
