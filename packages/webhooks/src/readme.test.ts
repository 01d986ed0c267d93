import { readFileSync } from 'node:fs';
import { createReceiver } from '@minimart/test-kit';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import * as root from './index.ts';
import * as orm from './mikro-orm/index.ts';
import { openWebhooks } from './mikro-orm/open-webhooks.fixture.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1]?.replaceAll(/^import [^;]*;$/gm, '') ?? '';
const AsyncFunction = (async () => {}).constructor as new (
  ...text: string[]
) => (...given: unknown[]) => Promise<unknown>;

test('the example in the README runs and delivers', async () => {
  await using hooks = await openWebhooks();
  await using receiver = await createReceiver();
  await hooks.db.em().execute('delete from webhooks.signing_secrets; delete from webhooks.endpoints');
  const { db, pool, sealer } = hooks;
  const reachable = { createEgressGuard: () => root.createEgressGuard({ allow: ['127.0.0.0/8'] }) };
  const request = { method: 'POST', url: receiver.url, headers: {}, body: '{"paid":true}' };
  const logger = { info: () => {}, warn: () => {}, error: () => {} };
  const given = {
    ...root,
    ...orm,
    ...reachable,
    Client,
    orm: db.orm,
    em: db.em(),
    url: db.url,
    pool,
    sealer,
    request,
    logger,
  };
  const run = new AsyncFunction(...Object.keys(given), `${example}; return { dispatcher, listener };`);
  const { dispatcher, listener } = (await run(...Object.values(given))) as {
    dispatcher: root.WebhookDispatcher;
    listener: orm.EnqueueListener;
  };
  const [sent] = await receiver.waitFor(1);
  expect(sent).toMatchObject({ body: '{"paid":true}', headers: { 'user-agent': 'Shop/1.0' } });
  await dispatcher.stop();
  await listener.stop();
});
