import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createReceiver } from '@minimart/test-kit';
import { expect, test, vi } from 'vitest';
import { openWebhooks } from './open-webhooks.fixture.ts';

test('kill -9 of a dispatcher in flight loses nothing: another sends the same delivery when the lease has run out', async () => {
  await using hooks = await openWebhooks();
  // The first attempt is left hanging, so that the process dies between sending and recording.
  await using receiver = await createReceiver(() => (receiver.requests.length === 1 ? new Promise(() => {}) : {}));
  const id = await hooks.enqueue(receiver.url);
  const env = { ...process.env, DATABASE_URL: hooks.db.url, SEALING_KEY: hooks.sealingKey.toString('base64') };
  const program = fileURLToPath(new URL('./doomed-dispatcher.fixture.ts', import.meta.url));
  const doomed = spawn(process.execPath, [program], {
    env,
    stdio: 'ignore',
  });
  const exit = once(doomed, 'exit');
  await receiver.waitFor(1);
  doomed.kill('SIGKILL');
  expect(await exit).toEqual([null, 'SIGKILL']);

  hooks.dispatcher().start();
  await vi.waitFor(async () => expect(await hooks.find(id)).toMatchObject({ status: 'delivered' }), 20_000);
  expect(receiver.requests.map(({ headers }) => [headers['webhook-id'], headers['user-agent']])).toEqual([
    [id, 'Minimart/doomed'],
    [id, 'Minimart/1.2.3'],
  ]);
  expect((await hooks.find(id)).attemptLog.map(({ outcome }) => outcome)).toEqual(['lost', 'delivered']);
});
