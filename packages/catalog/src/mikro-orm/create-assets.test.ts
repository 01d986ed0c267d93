import { manifestSchema } from '@minimart/app-manifest';
import { createTestClock, createTestDatabase, type TestDatabase } from '@minimart/test-kit';
import { expect, test } from 'vitest';
import type { NewAsset } from '../catalog.ts';
import { assetIdFor, type Assets, catalogTables, createAssets, createCatalog } from './index.ts';

const gigabyte = 1_000_000_000;

function open(db: TestDatabase) {
  const clock = createTestClock();
  const inTransaction = <T>(work: (assets: Assets) => Promise<T>) =>
    db.em().transactional((em) => work(createAssets(em, { clock })));
  return { clock, assets: createAssets(db.em(), { clock }), inTransaction, catalog: createCatalog(db.em(), { clock }) };
}

const asset = (changes: Partial<NewAsset> = {}): NewAsset => {
  const id = changes.id ?? 'a'.repeat(40);
  const key = `${id.slice(0, 20)}.webp`;
  const file = { name: '96.webp', key, mediaType: 'image/webp', width: 96, height: 96, byteLength: 1000 };
  return { id, ownerId: 'usr_1', mediaType: 'image/webp', width: 96, height: 96, files: [file], ...changes };
};

const manifest = (changes: object) =>
  manifestSchema.parse({ name: 'Tag Sync', slug: 'tag-sync', summary: 'Keeps tags the same.', ...changes });

test('an asset that is kept is found, and its blobs are loose no more', async () => {
  await using db = await createTestDatabase(catalogTables);
  const { assets, inTransaction, clock } = open(db);
  const { ownerId, ...kept } = asset();
  await assets.announce(kept.files.map(({ key }) => key));
  clock.advance(1000);
  expect(await assets.looseBlobs(clock.now())).toHaveLength(1);
  expect(await inTransaction((each) => each.keep({ ownerId, ...kept }, gigabyte))).toBe(true);
  expect(await assets.looseBlobs(clock.now())).toEqual([]);
  expect(await assets.find(kept.id)).toEqual({ ...kept, bytes: null });
  expect(await assets.findMany([kept.id, 'nothing'])).toEqual(new Map([[kept.id, kept]]));
});

test('the same asset twice is one, and the blobs of the second stay loose', async () => {
  await using db = await createTestDatabase(catalogTables);
  const { assets, inTransaction, clock } = open(db);
  const again = asset();
  again.files = again.files.map((file) => ({ ...file, key: 'other1234.webp' }));
  await assets.announce(['other1234.webp']);
  const kept = [];
  for (const each of [asset(), again]) kept.push(await inTransaction((tx) => tx.keep(each, gigabyte)));
  expect(kept).toEqual([true, false]);
  clock.advance(1000);
  expect(await assets.looseBlobs(clock.now())).toEqual(['other1234.webp']);
});

test('two people who upload the same file have an asset each', () => {
  const ids = [assetIdFor('usr_1', 'logo', 'd'), assetIdFor('usr_2', 'logo', 'd'), assetIdFor('usr_1', 'cover', 'd')];
  expect(new Set(ids).size).toBe(3);
  expect(assetIdFor('usr_1', 'logo', 'd')).toBe(ids[0]);
  expect(ids[0]).toMatch(/^[a-f0-9]{40}$/);
});

test('a person may store so much, also when they upload at once; another person is not concerned', async () => {
  await using db = await createTestDatabase(catalogTables);
  const { inTransaction } = open(db);
  const ids = ['b', 'c', 'd', 'e'].map((letter) => letter.repeat(40));
  const keep = (id: string, ownerId: string) => inTransaction((each) => each.keep(asset({ id, ownerId }), 2500));
  const results = await Promise.allSettled(ids.map((id) => keep(id, 'usr_1')));
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
  const refused = results.find(({ status }) => status === 'rejected');
  expect(refused).toMatchObject({ reason: { code: 'storage_full' } });
  expect(await keep('f'.repeat(40), 'usr_2')).toBe(true);
});

test('a person may upload so many files and bytes on a day, and again on the next', async () => {
  await using db = await createTestDatabase(catalogTables);
  const { assets, clock } = open(db);
  const begin = (ownerId: string) => assets.beginUpload(ownerId, { uploads: 2, bytes: 1000 });
  await begin('usr_1');
  await begin('usr_1');
  await expect(begin('usr_1')).rejects.toMatchObject({ code: 'upload_limit_reached' });
  await begin('usr_2');
  await assets.addUploaded('usr_2', 1000);
  await expect(begin('usr_2')).rejects.toMatchObject({ code: 'upload_limit_reached' });
  clock.advance(24 * 3_600_000);
  await begin('usr_1');
  await begin('usr_2');
});

test('what no manifest uses goes after its time with its blobs, and what one uses stays', async () => {
  await using db = await createTestDatabase(catalogTables);
  const { assets, inTransaction, clock, catalog } = open(db);
  const [used, unused] = [asset({ id: 'u'.repeat(40) }), asset({ id: 'n'.repeat(40) })];
  for (const each of [used, unused]) await inTransaction((tx) => tx.keep(each, gigabyte));
  await catalog.createApp({ ownerId: 'usr_1', manifest: manifest({ logo: `asset:${used.id}` }) });
  expect(await inTransaction((tx) => tx.dropUnclaimed(clock.now()))).toBe(0);
  clock.advance(1000);
  expect(await inTransaction((tx) => tx.dropUnclaimed(clock.now()))).toBe(1);
  expect([...(await assets.findMany([used.id, unused.id])).keys()]).toEqual([used.id]);
  clock.advance(1000);
  expect(await assets.looseBlobs(clock.now())).toEqual([unused.files[0]!.key]);
  await assets.forgetBlobs([unused.files[0]!.key]);
  expect(await assets.looseBlobs(clock.now())).toEqual([]);
});

test('what a draft uses no more goes after its time, but for what a version, a sandbox or another draft shows', async () => {
  await using db = await createTestDatabase(catalogTables);
  const { assets, inTransaction, clock } = open(db);
  const act = <T>(work: (catalog: ReturnType<typeof createCatalog>) => Promise<T>) =>
    db.em().transactional((em) => work(createCatalog(em, { clock })));
  const [published, tried, shared, dropped] = ['p', 't', 's', 'd'].map((letter) => letter.repeat(40)) as [
    string,
    string,
    string,
    string,
  ];
  for (const id of [published, tried, shared, dropped]) await inTransaction((tx) => tx.keep(asset({ id }), gigabyte));
  const ownerId = 'usr_1';
  const logo = (id: string) => manifest({ logo: `asset:${id}` });
  const { id: appId } = await act((catalog) => catalog.createApp({ ownerId, manifest: logo(published) }));
  const ref = { appId, ownerId };
  const save = (id: string) => act((catalog) => catalog.replaceDraft(ref, logo(id), '*'));
  await act((catalog) => catalog.publish(ref, { changelog: '' }));
  await save(tried);
  await act((catalog) => catalog.snapshotDraft(ref));
  await save(shared);
  const other = manifest({ slug: 'other', logo: `asset:${shared}` });
  await act((catalog) => catalog.createApp({ ownerId, manifest: other }));
  await save(dropped);
  clock.advance(1000);
  expect(await inTransaction((tx) => tx.dropUnclaimed(clock.now()))).toBe(0);
  await act((catalog) => catalog.replaceDraft(ref, manifest({}), '*'));
  expect(await inTransaction((tx) => tx.dropUnclaimed(clock.now()))).toBe(0);
  clock.advance(1000);
  expect(await inTransaction((tx) => tx.dropUnclaimed(clock.now()))).toBe(1);
  const left = await assets.findMany([published, tried, shared, dropped]);
  expect([...left.keys()].toSorted()).toEqual([published, shared, tried]);
});

test('a picture that one draft drops while another takes it up stays', async () => {
  await using db = await createTestDatabase(catalogTables);
  const { assets, inTransaction, clock } = open(db);
  const act = <T>(work: (catalog: ReturnType<typeof createCatalog>) => Promise<T>) =>
    db.em().transactional((em) => work(createCatalog(em, { clock })));
  const id = 'd'.repeat(40);
  await inTransaction((tx) => tx.keep(asset({ id }), gigabyte));
  const ownerId = 'usr_1';
  const withIt = (slug: string) => manifest({ slug, logo: `asset:${id}` });
  const first = await act((catalog) => catalog.createApp({ ownerId, manifest: withIt('one-app') }));
  const second = await act((catalog) => catalog.createApp({ ownerId, manifest: manifest({ slug: 'two-app' }) }));
  for (let turn = 0; turn < 5; turn += 1) {
    const save = (appId: string, draft: ReturnType<typeof manifest>) =>
      act((catalog) => catalog.replaceDraft({ appId, ownerId }, draft, '*'));
    await Promise.all([
      save(first.id, turn % 2 === 0 ? manifest({ slug: 'one-app' }) : withIt('one-app')),
      save(second.id, turn % 2 === 0 ? withIt('two-app') : manifest({ slug: 'two-app' })),
    ]);
    clock.advance(1000);
    expect(await inTransaction((tx) => tx.dropUnclaimed(clock.now()))).toBe(0);
  }
  expect((await assets.findMany([id])).size).toBe(1);
});

test('what somebody else uploaded is nothing that a manifest may refer to', async () => {
  await using db = await createTestDatabase(catalogTables);
  const { inTransaction, catalog } = open(db);
  await inTransaction((tx) => tx.keep(asset({ id: 'm'.repeat(40), ownerId: 'usr_2' }), gigabyte));
  const taken = catalog.createApp({ ownerId: 'usr_1', manifest: manifest({ logo: `asset:${'m'.repeat(40)}` }) });
  await expect(taken).rejects.toMatchObject({ code: 'unknown_asset', errors: [{ path: 'manifest.logo' }] });
});

test('uploading again what is not in use yet gives it its time anew', async () => {
  await using db = await createTestDatabase(catalogTables);
  const { inTransaction, clock } = open(db);
  await inTransaction((tx) => tx.keep(asset(), gigabyte));
  clock.advance(5000);
  await inTransaction((tx) => tx.keep(asset(), gigabyte));
  expect(await inTransaction((tx) => tx.dropUnclaimed(new Date(clock.now().getTime() - 1000)))).toBe(0);
});

test('a manifest that refers to nothing stored, or to the wrong kind, is refused with the field named', async () => {
  await using db = await createTestDatabase(catalogTables);
  const { inTransaction, catalog } = open(db);
  const video = asset({ id: 'f'.repeat(40), mediaType: 'video/mp4' });
  await inTransaction((tx) => tx.keep(video, gigabyte));
  const create = (changes: object) => catalog.createApp({ ownerId: 'usr_1', manifest: manifest(changes) });
  const nothing = {
    code: 'unknown_asset',
    errors: [{ path: 'manifest.logo', message: expect.stringContaining('Upload') }],
  };
  await expect(create({ logo: 'asset:nothing' })).rejects.toMatchObject(nothing);
  const asLogo = { errors: [{ path: 'manifest.logo', message: expect.stringContaining('is a video') }] };
  await expect(create({ logo: `asset:${video.id}` })).rejects.toMatchObject(asLogo);
  await expect(create({ video: `asset:${video.id}` })).resolves.toMatchObject({ slug: 'tag-sync' });
});

test('what was stored in the row before there were files is found with its bytes', async () => {
  await using db = await createTestDatabase(catalogTables);
  const { assets } = open(db);
  const values = ['old', 'image/svg+xml', Buffer.from('<svg/>')];
  await db
    .em()
    .execute(`insert into catalog.assets (id, media_type, bytes, created_at) values (?, ?, ?, now())`, values);
  expect(await assets.find('old')).toMatchObject({
    mediaType: 'image/svg+xml',
    bytes: Buffer.from('<svg/>'),
    files: [],
  });
  expect(await assets.find('a\0')).toBeUndefined();
});
