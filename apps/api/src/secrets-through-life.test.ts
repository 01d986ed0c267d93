import { createReceiver } from '@minimart/test-kit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { dumpDatabase } from './testing/dump-database.ts';
import { exampleManifest } from './testing/example-manifest.ts';
import { findSecret } from './testing/find-secret.ts';
import { call, publishApp } from './testing/install-client.ts';
import { startSystem, type TestSystem } from './testing/start-system.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem({ MINIMART_DATA_ERASURE_HOURS: '0' });
});
afterAll(() => system[Symbol.asyncDispose]());

test('the search finds a secret in every form in which a column could hold it', async () => {
  const secret = 'crm/"9f8e7d6c"+ü<very>';
  const em = system.em();
  await em.execute('create table public.planted (t text, j jsonb, b bytea)');
  const plantings = [
    ['t', secret],
    ['t', `x${Buffer.from(`a${secret}b`).toString('base64')}`],
    ['t', Buffer.from(`ab${secret}`).toString('base64url')],
    ['t', Buffer.from(secret).toString('hex').toUpperCase()],
    ['t', JSON.stringify(JSON.stringify({ secret }))],
    ['t', `a=${encodeURIComponent(secret)}`],
    ['j', JSON.stringify({ deep: [{ secret }] })],
    ['j', JSON.stringify({ text: JSON.stringify({ secret }) })],
  ] as const;
  for (const [column, value] of plantings) {
    await em.execute(`insert into public.planted (${column}) values (?::text::${column === 'j' ? 'jsonb' : 'text'})`, [
      value,
    ]);
    expect(findSecret(await dumpDatabase(em), secret), `${column}: ${value}`).toEqual(['public.planted']);
    await em.execute('truncate public.planted');
  }
  for (const bytes of [secret, `zz${Buffer.from(secret).toString('base64')}`, `{"k":${JSON.stringify(secret)}}`]) {
    await em.execute(`insert into public.planted (b) values (decode(?, 'hex'))`, [Buffer.from(bytes).toString('hex')]);
    expect(findSecret(await dumpDatabase(em), secret), bytes).toEqual(['public.planted']);
    await em.execute('truncate public.planted');
  }
  await em.execute('drop table public.planted');
});

test(
  'at no stage of its life is a key or a secret input anywhere in the database, but sealed',
  { timeout: 180_000 },
  async () => {
    // Characters that URL, JSON, HTML and base64 each spell in their own way.
    const inputs = {
      first: 'crm/first "9f8e7d6c"+<very> & secret=?',
      corrected: 'crm/corrected "1a2b3c4d"+<very> & secret=?',
      changed: 'crm/changed "5e6f7a8b"+<very> & secret=?',
      refused: 'crm/refused "0c1d2e3f"+<very> & secret=?',
    };
    let answer = 503;
    await using receiver = await createReceiver(({ body }) =>
      answer === 200 ? {} : { status: answer, body: JSON.stringify({ message: `No to ${body}`, body }) },
    );
    const api = await system.start('api');
    const [developer, owner] = [await system.person('developer'), await system.person('owner')];
    const as = { token: owner.token };
    const workspaceId = await system.workspace({ owner });
    const base = exampleManifest(receiver.url, { slug: 'whole-life' });
    const dataErasure = { method: 'POST' as const, url: `${receiver.url}/erase/{{workspace_id}}` };
    const unsubscribe = { ...base.requests!.unsubscribe!, headers: { 'X-Token': '{{auth.crm_token}}' } };
    await publishApp(api.url, developer, { ...base, requests: { ...base.requests, unsubscribe, dataErasure } });

    const stages = new Map<string, Map<string, string[]>>();
    const keep = async (stage: string) => stages.set(stage, await dumpDatabase(system.em()));
    const installations = `${api.url}/v1/workspaces/${workspaceId}/installations`;
    const post = async (url: string, method: string, body?: object) => {
      const { status, body: said } = await call(url, { method, ...as, ...(body && { body }) });
      expect(status, JSON.stringify(said)).toBeLessThan(300);
      return said;
    };
    const until = (path: string, expected: object) =>
      vi.waitFor(async () => expect((await call(path, as)).body).toMatchObject(expected), {
        timeout: 30_000,
        interval: 50,
      });

    const body = {
      app: 'whole-life',
      scopes: ['flow-tags:view'],
      authInputs: { crm_token: inputs.first, list: 'open' },
    };
    const one = `${installations}/${(await post(installations, 'POST', body)).id}`;
    await keep('pending, not tried yet');
    await system.start('dispatcher');
    await until(one, { status: 'pending', delivery: { attempts: 1 } });
    await keep('pending, tried');
    answer = 422;
    await post(`${one}/retry`, 'POST', {});
    await until(one, { status: 'failed' });
    await keep('failed');
    answer = 503;
    await post(`${one}/retry`, 'POST', { authInputs: { crm_token: inputs.corrected } });
    await keep('retried');
    answer = 200;
    await until(one, { status: 'active' });
    await keep('active');
    answer = 503;
    await post(one, 'PATCH', { authInputs: { crm_token: inputs.changed } });
    await until(one, { isChangingInputs: true, delivery: { attempts: 1 } });
    await keep('active, changed inputs on their way');
    answer = 200;
    await until(one, { isChangingInputs: false, delivery: { status: 'delivered' } });
    answer = 422;
    await post(one, 'PATCH', { authInputs: { crm_token: inputs.refused } });
    await until(one, { isChangingInputs: false, delivery: { status: 'refused' } });
    await keep('active, changed inputs refused');
    answer = 200;
    await post(`${one}/rotate-key`, 'POST', {});
    await until(one, { delivery: { status: 'delivered' } });
    await keep('active, rotated');
    answer = 503;
    await post(`${one}?rememberInputs=false`, 'DELETE');
    await until(one, { status: 'uninstalled', delivery: { attempts: 1 } });
    await keep('farewell pending');
    const waiting = await system.em().execute(`select auth_inputs::text as inputs from installs.installations`);
    expect(JSON.stringify(waiting)).toContain('sealed');
    answer = 200;
    await until(`${one}/farewell`, { receipts: [{ reason: 'delivered' }], dataErasure: { status: 'delivered' } });
    await keep('erased');

    const keys = new Set(receiver.requests.flatMap(({ body: sent }) => /mm_live_[A-Za-z0-9]{38}/.exec(sent) ?? []));
    expect(keys.size).toBe(6);
    for (const key of keys) expect((await call(`${api.url}/api/flow/tags`, { token: key })).status).toBe(401);
    const secrets = [...Object.entries(inputs), ...[...keys].map((key, index) => [`key ${index + 1}`, key] as const)];
    const found = [...stages].flatMap(([stage, dump]) =>
      secrets.flatMap(([name, secret]) => findSecret(dump, secret).map((table) => `${stage}: ${name} in ${table}`)),
    );
    expect(found).toEqual([]);
    const output = new Map([['the log', [system.output()]]]);
    expect(secrets.flatMap(([name, secret]) => findSecret(output, secret).map(() => name))).toEqual([]);

    // Once erased, not even a sealed copy is left.
    const [left] = await system.em().execute<{ sealed: number; queued: number }[]>(
      `select (select count(*)::int from installs.installations
               where jsonb_path_exists(auth_inputs, '$[*] ? (@.value != null || @.sealed != null)') or former_auth_inputs is not null) as sealed,
            (select count(*)::int from webhooks.queue) as queued`,
    );
    expect(left).toEqual({ sealed: 0, queued: 0 });
    console.log(
      `${secrets.length} secrets, ${stages.size} stages, ${[...stages.values()].at(-1)!.size} tables: ${found.length} found`,
    );
  },
);
