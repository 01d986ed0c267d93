import { randomBytes } from 'node:crypto';
import { createSealer, type SealingKey } from '@minimart/sealing';
import { createReceiver } from '@minimart/test-kit';
import pg from 'pg';
import { expect, test } from 'vitest';
import { allTables } from '../compose.ts';
import { createTestApi, type TestApi } from '../testing/create-test-api.ts';
import { plantEstate } from '../testing/plant-estate.ts';
import { countSealed } from './count-sealed.ts';
import { rotateSealed } from './rotate-sealed.ts';
import { nameOf, sealedPlaces, valuesSql } from './sealed-places.ts';
import { unopened } from './unopened.ts';

const old: SealingKey = { id: 'old', key: randomBytes(32) };
const fresh: SealingKey = { id: 'new', key: randomBytes(32) };

async function openSealedStore(): Promise<TestApi & { client: pg.Client }> {
  const receiver = await createReceiver(() => ({}));
  const api = await createTestApi({ sealingKeys: [old] });
  await plantEstate(api, { name: 'ada', receiverUrl: receiver.url, version: '1.0.0' });
  // A value that the answer of the app's server left, and remembered inputs.
  const em = api.services.em();
  const sealer = createSealer({ keys: [old] });
  const [{ id }] = (await em.execute('select id from installs.installations')) as [{ id: string }];
  const kept = [
    {
      name: 'account',
      secret: true,
      value: null,
      sealed: sealer.seal('"a1"', `${id}/response.account`).toString('base64'),
    },
  ];
  await em.execute('update installs.installations set response_values = ?::jsonb, former_auth_inputs = auth_inputs', [
    JSON.stringify(kept),
  ]);
  await em.execute(
    `insert into installs.remembered_inputs (workspace_id, app_id, installation_id, version, remembered_at, inputs)
     select workspace_id, app_id, id, version, now(), auth_inputs from installs.installations`,
  );
  // A session that began at the platform, with its id token.
  const [{ sessionId }] = (await em.execute('select id as "sessionId" from accounts.session')) as [
    { sessionId: string },
  ];
  const begun = { sessionId, issuer: 'https://platform.test', sid: null, idToken: 'an id token' };
  await api.services.platformPeopleOf(em).rememberSession(begun);
  const client = new pg.Client({ connectionString: api.databaseUrl });
  await client.connect();
  const counts = sealedPlaces(allTables).map(async (place) => [
    nameOf(place),
    (await client.query(valuesSql(place))).rowCount,
  ]);
  expect((await Promise.all(counts)).filter(([, count]) => count === 0)).toEqual([]);
  return {
    ...api,
    client,
    async [Symbol.asyncDispose]() {
      await client.end();
      await api[Symbol.asyncDispose]();
      await receiver[Symbol.asyncDispose]();
    },
  };
}

const rotationOf = (client: Pick<pg.Client, 'query'>, keys = [fresh, old]) => {
  return { client, packages: allTables, sealer: createSealer({ keys }), current: fresh.id, say: () => {} };
};

test('every sealed value opens with the new key alone afterwards, and a second run finds nothing to do', async () => {
  await using store = await openSealedStore();
  const before = await countSealed(store.client, allTables);
  expect(before['old']).toBeGreaterThanOrEqual(5);
  const rotated = await rotateSealed(rotationOf(store.client));
  expect(rotated).toMatchObject({ changed: 0, shut: {}, sealedBy: { new: before['old'] } });
  expect(await unopened(store.client, { sealer: createSealer({ keys: [fresh] }), packages: allTables })).toEqual([]);
  expect(await rotateSealed(rotationOf(store.client))).toMatchObject({ resealed: 0, sealedBy: { new: before['old'] } });
});

test('a rotation that breaks off leaves every row whole, and goes on when it is run again', async () => {
  await using store = await openSealedStore();
  let updates = 0;
  const breaking = {
    query: async (sql: string, values: unknown[]) => {
      if (sql.startsWith('update') && (updates += 1) > 2) throw new Error('the connection broke');
      return store.client.query(sql, values);
    },
  } as unknown as pg.Client;
  await expect(rotateSealed(rotationOf(breaking))).rejects.toThrow('the connection broke');
  const both = { sealer: createSealer({ keys: [fresh, old] }), packages: allTables };
  expect(Object.keys(await countSealed(store.client, allTables)).toSorted()).toEqual(['new', 'old']);
  expect(await unopened(store.client, both)).toEqual([]);
  expect(Object.keys((await rotateSealed(rotationOf(store.client))).sealedBy)).toEqual(['new']);
});

test('a row that somebody changes while it is sealed anew keeps what they wrote', async () => {
  await using store = await openSealedStore();
  const theirs = createSealer({ keys: [fresh, old] });
  const racing = {
    async query(sql: string, values: unknown[]) {
      if (sql.startsWith('update "webhooks"."signing_secrets"')) {
        const id = values[2] as string;
        await store.client.query('update webhooks.signing_secrets set sealed = $1 where id = $2', [
          theirs.seal('whsec_theirs', id),
          id,
        ]);
      }
      return store.client.query(sql, values);
    },
  } as unknown as pg.Client;
  const rotated = await rotateSealed(rotationOf(racing));
  expect(rotated.changed).toBeGreaterThan(0);
  const { rows } = await store.client.query<{ id: string; sealed: Buffer }>(
    'select id, sealed from webhooks.signing_secrets',
  );
  for (const { id, sealed } of rows) expect(theirs.open(sealed, id).toString()).toBe('whsec_theirs');
});

test('what cannot be opened is counted by its column, named in no secret, and left as it is', async () => {
  await using store = await openSealedStore();
  const keys = [fresh, { id: 'old', key: randomBytes(32) }];
  const rotated = await rotateSealed(rotationOf(store.client, keys));
  expect(rotated.resealed).toBe(0);
  expect(Object.keys(rotated.shut)).toContain('webhooks.signing_secrets.sealed');
  expect(Object.keys(rotated.shut)).toContain('installs.installations.response_values');
  expect(await unopened(store.client, { sealer: createSealer({ keys: [old] }), packages: allTables })).toEqual([]);
});
