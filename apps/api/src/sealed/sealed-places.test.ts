import { globSync, readFileSync } from 'node:fs';
import { createReceiver } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { allTables } from '../compose.ts';
import { createTestApi } from '../testing/create-test-api.ts';
import { plantEstate } from '../testing/plant-estate.ts';
import { nameOf, sealedPlaces } from './sealed-places.ts';

const root = new URL('../../../../', import.meta.url).pathname;
const places = sealedPlaces(allTables);

// Bytes that are no sealed values; a new column of bytes is named here or by its package as sealed.
const plainBytes = new Map([
  ['accounts.invitations.hash', 'SHA-256 of an invitation’s code'],
  ['accounts.personal_access_tokens.hash', 'SHA-256 of a token'],
  ['catalog.assets.bytes', 'pictures from before there were blobs'],
  ['catalog.links.token_hash', 'SHA-256 of a link’s token'],
  ['idempotency.requests.fingerprint', 'SHA-256 of a call'],
  ['keys.api_keys.hash', 'SHA-256 of a key'],
  ['numbers.salts.salt', 'the salt of a day, in an unlogged table'],
  ['numbers.visitors.visitor', 'a salted hash, in an unlogged table'],
]);

// Whoever seals, and where what they seal is kept. A new one keeps it in a column that its package lists as `sealed`, and is named here.
const sealers = new Map<string, string[]>([
  // In a cookie, for ten minutes.
  ['apps/api/src/features/platform-sign-in/sign-in-cookie.ts', []],
  ['packages/accounts/src/mikro-orm/create-platform-people.ts', ['id_token']],
  ['packages/installs/src/auth-input-values.ts', ['auth_inputs', 'former_auth_inputs', 'inputs']],
  ['packages/installs/src/response-values.ts', ['response_values']],
  ['packages/mail/src/mikro-orm/seal-content.ts', ['sealed']],
  ['packages/webhooks/src/mikro-orm/endpoint-secrets.ts', ['sealed']],
  ['packages/webhooks/src/sealed-request.ts', ['sealed']],
]);

test('every column of bytes is listed as sealed, or said to be something else', async () => {
  await using api = await createTestApi();
  const rows = await api.services.em().execute<{ name: string }[]>(
    `select table_schema || '.' || table_name || '.' || column_name as name from information_schema.columns
     where data_type = 'bytea' and table_schema in (select jsonb_array_elements_text(?::jsonb)) order by 1`,
    [JSON.stringify(allTables.map(({ schema }) => schema))],
  );
  const listed = places.filter(({ kind }) => kind === 'bytes').map(nameOf);
  expect(rows.map(({ name }) => name)).toEqual([...plainBytes.keys(), ...listed].toSorted());
});

test('every listed column is there, and no column is called sealed that is not listed', async () => {
  await using api = await createTestApi();
  const rows = await api.services.em().execute<{ name: string; type: string }[]>(
    `select table_schema || '.' || table_name || '.' || column_name as name, data_type as type from information_schema.columns
     where table_schema in (select jsonb_array_elements_text(?::jsonb))`,
    [JSON.stringify(allTables.map(({ schema }) => schema))],
  );
  const types = new Map(rows.map(({ name, type }) => [name, type]));
  for (const place of places)
    expect([nameOf(place), types.get(nameOf(place))]).toEqual([
      nameOf(place),
      place.kind === 'bytes' ? 'bytea' : 'jsonb',
    ]);
  const called = [...types.keys()].filter((name) => /\.[^.]*(sealed|encrypted)[^.]*$/.test(name));
  expect(called.filter((name) => !places.some((place) => nameOf(place) === name))).toEqual([]);
});

test('every file that seals is known, with the columns that keep what it seals', () => {
  const files = globSync('{packages,apps}/*/src/**/*.ts', { cwd: root }).filter(
    (path) => !/\.test\.ts$|\/testing\/|\/sealed\/|create-sealer/.test(path),
  );
  const sealing = files.filter((path) => /\bsealer\.seal\(|\.seal\(/.test(readFileSync(root + path, 'utf8')));
  expect(sealing.toSorted()).toEqual([...sealers.keys()].toSorted());
  const columns = new Set(places.map(({ column }) => column));
  for (const [file, kept] of sealers)
    for (const column of kept) expect([file, column, columns.has(column)]).toEqual([file, column, true]);
});

test('whatever looks sealed in a store that is in use lies in a listed column', async () => {
  await using receiver = await createReceiver(() => ({}));
  await using api = await createTestApi();
  await plantEstate(api, { name: 'ada', receiverUrl: receiver.url, version: '1.0.0' });
  const em = api.services.em();
  const columns = await em.execute<{ schema: string; table: string; column: string; type: string }[]>(
    `select table_schema as schema, table_name as "table", column_name as "column", data_type as type from information_schema.columns
     where table_schema in (select jsonb_array_elements_text(?::jsonb)) and data_type in ('bytea', 'jsonb', 'json', 'text')`,
    [JSON.stringify(allTables.map(({ schema }) => schema))],
  );
  // The layout begins with its version, the length of the key's name, and the name: of the test's key, 'test'.
  const begin = Buffer.from([1, 4, ...Buffer.from('test')]);
  const inText = begin.toString('base64').slice(0, 8);
  const found = new Set<string>();
  for (const { schema, table, column, type } of columns) {
    const looks =
      type === 'bytea'
        ? `substr("${column}", 1, 6) = '\\x${begin.toString('hex')}'`
        : `"${column}"::text like '%${inText}%'`;
    const rows = await em.execute<object[]>(`select 1 from "${schema}"."${table}" where ${looks} limit 1`);
    if (rows.length > 0) found.add(`${schema}.${table}.${column}`);
  }
  expect(found.size).toBeGreaterThanOrEqual(3);
  for (const name of found) expect(places.map(nameOf)).toContain(name);
});
