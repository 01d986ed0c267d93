import { randomBytes } from 'node:crypto';
import type { Services } from '../compose.ts';

/** Keeps an upload of so many random bytes that nobody removes. */
export async function plantSampleBlob(
  { assetsOf, blobs, inTransaction }: Services,
  byteLength: number,
): Promise<{ key: string; bytes: Buffer }> {
  const bytes = randomBytes(byteLength);
  const id = randomBytes(20).toString('hex');
  const key = `${id}.png`;
  const mediaType = 'image/png';
  await blobs.put(key, new Blob([bytes]));
  const files = [{ name: 'picture.png', key, mediaType, width: 1, height: 1, byteLength }];
  const kept = { id, ownerId: null, mediaType, width: 1, height: 1, files };
  await inTransaction((em) => assetsOf(em).keep(kept, Infinity));
  return { key, bytes };
}
