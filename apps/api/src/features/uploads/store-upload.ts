import { randomBytes } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import type { Asset, AssetFile } from '@minimart/catalog';
import { assetIdFor } from '@minimart/catalog/mikro-orm';
import { blankMp4Metadata, sniffPicture, sniffVideo } from '@minimart/media';
import { isRefusal } from '@minimart/problem';
import type { Services } from '../../compose.ts';
import { asFullDisk } from './as-full-disk.ts';
import type { ReceivedFile } from './receive-file.ts';
import type { UploadQuery } from './upload-query.ts';

interface Upload {
  ownerId: string;
  use: UploadQuery['use'];
  file: ReceivedFile;
  /** Where files may be made on the way. */
  folder: string;
  /** How many bytes the owner may have stored in all. */
  mostStored: number;
}

/** Files on this machine, to be stored: all that is in the asset, but for where the bytes will lie. */
interface Made {
  mediaType: string;
  files: (Omit<AssetFile, 'key'> & { path: string })[];
}

/** Makes an asset of a received file: looked at, made anew, stored, written down. The same file for the same use is the same asset. */
export async function storeUpload(services: Services, upload: Upload): Promise<Asset> {
  const { ownerId, use, file, mostStored } = upload;
  const id = assetIdFor(ownerId, use, file.digest);
  const known = await services.assetsOf(services.em()).renew(id);
  if (known !== undefined) return known;
  const made = use === 'video' ? await makeVideo(upload) : await makePicture(services, upload, use);
  return storeFiles(services, { id, ownerId, made, mostStored });
}

async function makePicture(
  { pictureEncoder }: Services,
  { file, folder }: Upload,
  use: 'logo' | 'cover' | 'screenshot',
): Promise<Made> {
  const type = await sniffPicture(file.path);
  const variants = await pictureEncoder
    .encode({ path: file.path, type, use, folder })
    // What breaks the process that decodes is the picture, unless there was no room for what it made.
    .catch(async (error: unknown) => Promise.reject(await asFullDisk(folder, error)));
  const files = variants.map((each) => ({ ...each, name: `${each.width}.${each.mediaType.replace('image/', '')}` }));
  return { mediaType: 'image/webp', files };
}

async function makeVideo({ file }: Upload): Promise<Made> {
  const mediaType = await sniffVideo(file.path);
  const { path, byteLength } = file;
  if (mediaType === 'video/mp4') await blankMp4Metadata(path);
  const name = `video.${mediaType.replace('video/', '')}`;
  return { mediaType, files: [{ name, path, mediaType, width: null, height: null, byteLength }] };
}

/** Stores files as an asset. What is stored and then known not to be written down is deleted; what else is loose a sweep finds. */
async function storeFiles(
  services: Services,
  { id, ownerId, made, mostStored }: { id: string; ownerId: string; made: Made; mostStored: number },
): Promise<Asset> {
  const { blobs, assetsOf, em, inTransaction } = services;
  const files = made.files.map(({ path, ...file }) => ({ path, file: { ...file, key: newKey(file.name) } }));
  const keys = files.map(({ file }) => file.key);
  const widest = made.files.reduce((wide, each) => ((each.width ?? 0) > (wide.width ?? 0) ? each : wide));
  const { width, height } = widest;
  const asset = { id, mediaType: made.mediaType, width, height, files: files.map(({ file }) => file) };
  await assetsOf(em()).announce(keys);
  try {
    for (const { path, file } of files) await blobs.put(file.key, await openAsBlob(path));
  } catch (error) {
    await discardBlobs(services, keys);
    throw error;
  }
  const isKept = await inTransaction((tx) => assetsOf(tx).keep({ ...asset, ownerId }, mostStored)).catch(
    async (error: unknown) => {
      // Where the database broke off it may have been committed, and a row must not name files that are gone: what is loose the sweep deletes.
      if (isRefusal(error)) await discardBlobs(services, keys);
      throw error;
    },
  );
  if (!isKept) await discardBlobs(services, keys);
  return isKept ? asset : (await assetsOf(em()).findMany([id])).get(id)!;
}

async function discardBlobs({ blobs, assetsOf, em, logger }: Services, keys: readonly string[]): Promise<void> {
  try {
    for (const key of keys) await blobs.delete(key);
    await assetsOf(em()).forgetBlobs(keys);
  } catch (error) {
    logger.warn({ err: error }, 'blobs that are not needed could not be deleted; the sweep will do it');
  }
}

function newKey(name: string): string {
  return `${randomBytes(20).toString('hex')}.${name.split('.').at(-1)}`;
}
