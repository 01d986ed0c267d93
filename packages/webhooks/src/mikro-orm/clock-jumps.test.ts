import { createReceiver } from '@minimart/test-kit';
import { expect, test, vi } from 'vitest';
import { createGate } from './faults/create-gate.fixture.ts';
import { openWebhooks } from './open-webhooks.fixture.ts';

/** Sets the wall clock of this process off by so much more each time that it is read, until disposed. */
function setClockOff(ms: number) {
  const { now } = Date;
  let off = 0;
  return vi.spyOn(Date, 'now').mockImplementation(() => now() + (off += ms));
}

test('a clock that goes back stops no claim', async () => {
  await using hooks = await openWebhooks();
  const gate = createGate();
  await using receiver = await createReceiver(async ({ path }) => {
    if (path === '/slow') await gate.pass();
    return {};
  });
  // Two of three slots are taken, so that each claim looks at how long it has waited for more room.
  for (let n = 0; n < 2; n += 1) await hooks.enqueue(`${receiver.url}/slow`);
  hooks.dispatcher({ concurrency: 3, pollMs: 50 }).start();
  await vi.waitUntil(() => gate.waiting() === 2, 10_000);
  using _ = setClockOff(-1000);
  await hooks.enqueue(receiver.url);
  await vi.waitUntil(() => receiver.requests.length === 3, 10_000);
  gate.open();
});

test('a clock that jumps ahead gives up no result', async () => {
  await using hooks = await openWebhooks();
  await using receiver = await createReceiver();
  const id = await hooks.enqueue(receiver.url);
  let tries = 0;
  const store = hooks.store(async () => {
    tries += 1;
    if (tries < 6) throw new Error('not now');
  });
  const ticking = hooks.dispatcher({ store }).tick();
  await vi.waitUntil(() => tries > 0, 10_000);
  using _ = setClockOff(3_600_000);
  await ticking;
  expect(await hooks.find(id)).toMatchObject({ status: 'delivered', attempts: 1 });
});
