// A process that dies in the middle of changing keys: before the commit, or right after it.
import { createOrm } from '@minimart/database';
import { createKeyService } from '../index.ts';
import { createKeyStore, keysTables } from './index.ts';

const [change, moment] = process.argv.slice(2);
const orm = await createOrm({ url: process.env['DATABASE_URL'] ?? '', tables: [keysTables] });
const die = (told: string) =>
  new Promise<never>(() => process.send?.(told, () => process.kill(process.pid, 'SIGKILL')));
let plain = '';
await orm.em.fork().transactional(async (em) => {
  const keys = createKeyService({ store: createKeyStore(em) });
  if (change === 'mint') plain = (await keys.mint({ subject: 'ins_new', tenant: 'ws_one', scopes: ['a:b'] })).plain;
  else if (change === 'rotate') plain = (await keys.rotate({ subject: 'ins_one', overlapMs: 0 })).plain;
  else await keys.revokeBySubject('ins_one', 'uninstalled');
  if (moment === 'before') await die(plain);
});
await die(plain);
