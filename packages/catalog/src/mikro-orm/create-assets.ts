import { hash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@minimart/problem';
import type { Asset, NewAsset, StoredAsset } from '../catalog.ts';
import type { CatalogErrorCode } from '../catalog-error-codes.ts';
import { AssetEntity } from './asset.entity.ts';
import { toStoredText } from './to-stored-text.ts';

/** How much a person may upload on a day (UTC), counted by files and by bytes, whatever became of them. */
export interface DayLimit {
  uploads: number;
  bytes: number;
}

/** Pictures and videos, and what uploads of them must keep to; bound to one EntityManager. */
export interface Assets {
  /** Counts an upload that begins. Refuses `upload_limit_reached`. */
  beginUpload(ownerId: string, most: DayLimit): Promise<void>;
  /** Counts the bytes that came, once it is known how many. */
  addUploaded(ownerId: string, bytes: number): Promise<void>;
  /** Writes down which blobs are about to be stored, so that they are found if nothing comes of them. Commit this before storing them. */
  announce(keys: readonly string[]): Promise<void>;
  /**
   * Keeps an asset whose blobs are announced and stored. Refuses `storage_full` when its owner would have more than `mostBytes`; true when it is
   * new, false when it was there already: then its blobs stay announced. Needs a transaction.
   */
  keep(asset: NewAsset, mostBytes: number): Promise<boolean>;
  /** The asset that is there already, with its time to be used begun anew; undefined when there is none. */
  renew(id: string): Promise<Asset | undefined>;
  find(id: string): Promise<StoredAsset | undefined>;
  /** The assets with these ids, without bytes; those that do not exist are left out. */
  findMany(ids: readonly string[]): Promise<Map<string, Asset>>;
  /** Lets go of what was uploaded before a time and is in no manifest; its blobs are loose from then on. Answers how many. Needs a transaction. */
  dropUnclaimed(before: Date): Promise<number>;
  /** Some blobs that belong to no asset since before a time. */
  looseBlobs(before: Date): Promise<string[]>;
  /** Forgets loose blobs that are deleted. */
  forgetBlobs(keys: readonly string[]): Promise<void>;
  /** Forgets what was counted on days before a time. Answers how many rows. */
  forgetDays(before: Date): Promise<number>;
}

const mostAtOnce = 500;

/** The id of what a person uploads for a use, by the SHA-256 (hex) of the file: the same again is the same asset. */
export function assetIdFor(ownerId: string, use: string, digest: string): string {
  return hash('sha256', `${ownerId}\n${use}\n${digest}`, 'hex').slice(0, 40);
}

/** The assets on PostgreSQL, taking part in the EntityManager's transaction where there is one. */
export function createAssets(em: EntityManager, { clock }: { clock: { now(): Date } }): Assets {
  const now = () => clock.now().toISOString();
  const today = () => now().slice(0, 10);
  return {
    async beginUpload(ownerId, most) {
      const counted = await em.execute<unknown[]>(
        `insert into catalog.upload_days as d (owner_id, day, uploads, bytes) values (?, ?::date, 1, 0)
         on conflict (owner_id, day) do update set uploads = d.uploads + 1 where d.uploads < ? and d.bytes < ? returning 1`,
        [ownerId, today(), most.uploads, most.bytes],
      );
      if (counted.length > 0) return;
      throw refuse(
        'upload_limit_reached',
        `You have uploaded as much today as is taken on a day: ${most.uploads} files or ${show(most.bytes)}. Go on tomorrow, from midnight UTC.`,
      );
    },
    async addUploaded(ownerId, bytes) {
      await em.execute('update catalog.upload_days set bytes = bytes + ? where owner_id = ? and day = ?::date', [
        bytes,
        ownerId,
        today(),
      ]);
    },
    async announce(keys) {
      for (const key of keys) {
        await em.execute('insert into catalog.loose_blobs (key, since) values (?, ?::timestamptz)', [key, now()]);
      }
    },
    async keep(asset, mostBytes) {
      const { id, ownerId, mediaType, width, height, files } = asset;
      const byteLength = files.reduce((sum, file) => sum + file.byteLength, 0);
      if (ownerId !== null) await assertRoom(em, { ownerId, byteLength, mostBytes });
      const at = now();
      // The same file again, not in use yet, has its time to be used begin anew.
      const [row] = await em.execute<{ is_new: boolean }[]>(
        `insert into catalog.assets as a (id, owner_id, media_type, width, height, byte_length, files, created_at, claimed_at)
         values (?, ?, ?, ?, ?, ?, ?::jsonb, ?::timestamptz, ?::timestamptz)
         on conflict (id) do update set created_at = case when a.claimed_at is null then excluded.created_at else a.created_at end
         returning (xmax = 0) as is_new`,
        [id, ownerId, mediaType, width, height, byteLength, JSON.stringify(files), at, ownerId === null ? at : null],
      );
      const isNew = row!.is_new;
      if (isNew)
        await forget(
          em,
          files.map(({ key }) => key),
        );
      return isNew;
    },
    async renew(id) {
      await em.execute('update catalog.assets set created_at = ?::timestamptz where id = ? and claimed_at is null', [
        now(),
        id,
      ]);
      return (await this.findMany([id])).get(id);
    },
    async find(id) {
      const row = await em.findOne(AssetEntity, { id: toStoredText(id) }, { disableIdentityMap: true });
      return row === null ? undefined : { ...toAsset(row), bytes: row.bytes == null ? null : Buffer.from(row.bytes) };
    },
    async findMany(ids) {
      if (ids.length === 0) return new Map();
      const fields = ['id', 'mediaType', 'width', 'height', 'files'] as const;
      const rows = await em.find(AssetEntity, { id: ids.map(toStoredText) }, { fields, disableIdentityMap: true });
      return new Map(rows.map((row) => [row.id, toAsset(row)]));
    },
    async dropUnclaimed(before) {
      const gone = await em.execute<{ files: { key: string }[] }[]>(
        `delete from catalog.assets where id in (
           select id from catalog.assets where claimed_at is null and created_at < ?::timestamptz limit ${mostAtOnce} for update skip locked
         ) returning files`,
        [before.toISOString()],
      );
      for (const { files } of gone) await this.announce(files.map(({ key }) => key));
      return gone.length;
    },
    async looseBlobs(before) {
      const rows = await em.execute<{ key: string }[]>(
        `select key from catalog.loose_blobs where since < ?::timestamptz order by since limit ${mostAtOnce}`,
        [before.toISOString()],
      );
      return rows.map(({ key }) => key);
    },
    forgetBlobs: (keys) => forget(em, keys),
    async forgetDays(before) {
      const rows = await em.execute<unknown[]>('delete from catalog.upload_days where day < ?::date returning 1', [
        before.toISOString().slice(0, 10),
      ]);
      return rows.length;
    },
  };
}

// One after the other for each owner: two uploads at once must not both find the last free place.
async function assertRoom(em: EntityManager, asked: { ownerId: string; byteLength: number; mostBytes: number }) {
  const { ownerId, byteLength, mostBytes } = asked;
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`catalog.assets ${ownerId}`]);
  const [row] = await em.execute<{ sum: string }[]>(
    'select coalesce(sum(byte_length), 0) as sum from catalog.assets where owner_id = ?',
    [ownerId],
  );
  if (Number(row!.sum) + byteLength <= mostBytes) return;
  throw refuse(
    'storage_full',
    `Your pictures and videos would take more than the ${show(mostBytes)} that each developer has. What is uploaded and not used goes after 7 days; make videos shorter, or ask the operator.`,
  );
}

async function forget(em: EntityManager, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await em.execute(`delete from catalog.loose_blobs where key in (${keys.map(() => '?').join(', ')})`, [...keys]);
}

function toAsset({ id, mediaType, width, height, files }: Pick<AssetEntity, keyof Asset>): Asset {
  return { id, mediaType, width: width ?? null, height: height ?? null, files };
}

function show(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}

function refuse(code: CatalogErrorCode, detail: string): Refusal<CatalogErrorCode> {
  return new Refusal({ code, detail });
}
