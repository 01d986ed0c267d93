import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clearIncomingFolders, openIncomingFolder } from '../features/uploads/incoming-folder.ts';
import { openUploads } from '../testing/open-uploads.ts';
import { plainPicture } from '../testing/sample-files.ts';
import { sweepUploads } from './sweep-uploads.ts';

const hour = 3_600_000;

test('what no app uses goes after seven days, and its files an hour later; what one uses stays', async () => {
  await using uploads = await openUploads();
  const { services } = uploads.api;
  const ann = await uploads.api.person('ann');
  const upload = async (colour: string) =>
    uploads.upload(ann, 'logo', await plainPicture(100, 100, colour).png().toBuffer());
  const [used, unused] = [await upload('#a11'), await upload('#1a1')];
  await services.em().execute('update catalog.assets set claimed_at = now() where id = ?', [used.body.id]);
  const sweepAt = (ms: number) => sweepUploads({ ...services, clock: { now: () => new Date(Date.now() + ms) } });
  expect(await sweepAt(6 * 24 * hour)).toBe(0);
  expect(await uploads.files()).toHaveLength(4);
  await sweepAt(8 * 24 * hour);
  expect((await fetch(uploads.url + unused.body.url)).status).toBe(404);
  // A blob becomes loose at the time of the sweep, by the clock of the services.
  await sweepAt(8 * 24 * hour);
  expect(await uploads.files()).toHaveLength(2);
  expect((await fetch(uploads.url + used.body.url)).status).toBe(200);
});

test('blobs of an upload that a crash cut off are deleted, and so are the files that were coming in', async () => {
  await using uploads = await openUploads();
  const { services } = uploads.api;
  const { dataDir } = services.config;
  await services.assetsOf(services.em()).announce(['crashed1234.webp']);
  await services.blobs.put('crashed1234.webp', new Blob(['x']));
  expect(await sweepUploads(services)).toBe(0);
  expect(await sweepUploads({ ...services, clock: { now: () => new Date(Date.now() + 2 * hour) } })).toBe(1);
  expect(await uploads.files()).toEqual([]);
  const [old, young] = [await openIncomingFolder(dataDir), await openIncomingFolder(dataDir)];
  await services.blobs.put('young12345', new Blob(['x']));
  const past = (Date.now() - 2 * hour) / 1000;
  await utimes(old.path, past, past);
  await clearIncomingFolders(dataDir);
  await expect(utimes(old.path, past, past)).rejects.toThrow('ENOENT');
  await utimes(young.path, past, past);
  await clearIncomingFolders(join(dataDir, 'nothing-there'));
});
