import { readdir } from 'node:fs/promises';
import type { PackageTables } from '@minimart/database';
import { createReceiver } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import { allTables } from '../compose.ts';
import { backUp, openBackupFolder, restoreFrom, withServicesOf } from '../testing/backup-world.ts';
import { createTestApi } from '../testing/create-test-api.ts';
import { dumpTables } from '../testing/dump-tables.ts';
import { inNewDatabase } from '../testing/in-new-database.ts';
import { plantEstate } from '../testing/plant-estate.ts';
import { plantSampleBlob } from '../testing/plant-sample-blob.ts';
import { checkBackup } from './check-backup.ts';

const packages: readonly PackageTables[] = allTables;
const passing = new Set(
  packages.flatMap(({ schema, passing: names = [] }) => names.map((name) => `${schema}.${name}`)),
);

test('what is restored is what was backed up, row by row and byte by byte', async () => {
  await using receiver = await createReceiver(() => ({}));
  await using api = await createTestApi();
  await using place = await openBackupFolder();
  await plantEstate(api, { name: 'ada', receiverUrl: receiver.url, version: '1.0.0' });
  const blob = await plantSampleBlob(api.services, 300_000);
  const before = await dumpTables(api.services.em());
  const manifest = await backUp(api, place.backup);
  expect(await readdir(place.root)).toEqual(['backup']);
  expect(manifest.blobs).toMatchObject({ count: 1, bytes: 300_000, missing: [] });
  expect(await checkBackup(place.backup, () => {})).toEqual(manifest);
  await using empty = await inNewDatabase();
  await withServicesOf(api, { databaseUrl: empty.url, role: 'migrate' }, async (services) => {
    await services.blobs.delete(blob.key);
    const restored = await restoreFrom(services, place.backup, { keepKeys: true });
    expect(restored).toMatchObject({ migrated: [], since: 'nothing' });
    const after = await dumpTables(services.em());
    for (const [table, rows] of before) {
      if (!passing.has(table.replaceAll('"', ''))) expect([table, after.get(table)]).toEqual([table, rows]);
    }
    expect(after.get('accounts.session')).toEqual([]);
    expect(Buffer.concat(await (await services.blobs.get(blob.key))!.toArray())).toEqual(blob.bytes);
    await expect(restoreFrom(services, place.backup)).rejects.toThrow(/is not empty/);
    await expect(restoreFrom(services, place.backup, { replace: 'another' })).rejects.toThrow(
      /--replace names another/,
    );
    const replace = new URL(empty.url).pathname.slice(1);
    await expect(restoreFrom(services, place.backup, { replace })).resolves.toMatchObject({ manifest });
  });
});
