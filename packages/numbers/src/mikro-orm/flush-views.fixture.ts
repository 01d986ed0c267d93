// A process that counts the same visitors as its siblings, in its own order, and stops well. Arguments: database URL, seed, and after how many
// visitors it is killed, if it is.
import { createOrm } from '@minimart/database';
import { ViewRecorder } from '../index.ts';
import { createViewStore, numbersTables } from './index.ts';

const [url = '', seed = '0', killedAfter] = process.argv.slice(2);
const orm = await createOrm({ url, tables: [numbersTables] });
const recorder = new ViewRecorder({
  store: createViewStore(() => orm.em.fork()),
  clock: { now: () => new Date('2026-11-26T12:00:00Z') },
  onError: (error) => {
    throw error;
  },
});
const visitors = Array.from({ length: 400 }, (_, n) => (n * 7 + Number(seed) * 31) % 400);
for (const [place, visitor] of visitors.entries()) {
  recorder.record({
    appId: `app_${visitor % 4}`,
    step: 'views',
    network: `2001:db8:${visitor}::/64`,
    userAgent: 'Firefox',
  });
  if (place === Number(killedAfter)) process.kill(process.pid, 'SIGKILL');
  if (place % 20 === 0) await recorder.flush();
}
await recorder.stop();
await orm.close(true);
