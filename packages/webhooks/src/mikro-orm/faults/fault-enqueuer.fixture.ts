import { flushCompileCache } from 'node:module';
import { createOrm } from '@minimart/database';
import { createSealer } from '@minimart/sealing';
import { createOutbox, webhooksTables } from '../index.ts';
import { faultDelivery } from './fault-delivery.fixture.ts';

/** What a process enqueues: an event for five receivers in one transaction, once or without end. */
export interface FaultEnqueuerSettings {
  url: string;
  sealingKey: string;
  target: string;
  /** Where it waits to be killed; without it, it goes on to the next event. */
  waits?: 'before commit' | 'after commit';
}

const settings = JSON.parse(process.env['FAULT_SETTINGS'] ?? '{}') as FaultEnqueuerSettings;
process.on('disconnect', () => process.exit());

const orm = await createOrm({ url: settings.url, tables: [webhooksTables], applicationName: 'enqueuer' });
const sealer = createSealer({ keys: [{ id: 'k1', key: Buffer.from(settings.sealingKey, 'base64') }] });
flushCompileCache();

async function reach(moment: 'before commit' | 'after commit'): Promise<void> {
  process.send?.({ what: moment });
  if (settings.waits === moment) await new Promise(() => {});
}

for (;;) {
  await orm.em.fork().transactional(async (em) => {
    const event = Array.from({ length: 5 }, () => faultDelivery(settings.target));
    await createOutbox(em, { sealer }).enqueueAll(event);
    await reach('before commit');
  });
  await reach('after commit');
}
