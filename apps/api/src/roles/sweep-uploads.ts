import type { Services } from '../compose.ts';

const hour = 3_600_000;
const unusedMs = 7 * 24 * hour;
const looseMs = hour;
const countedMs = 7 * 24 * hour;

/**
 * Deletes what was uploaded 7 days ago and is in no manifest, and blobs that an hour ago belonged to nothing: those of uploads that were cut off by a
 * crash, too. Answers how many things are gone.
 */
export async function sweepUploads({
  em,
  inTransaction,
  assetsOf,
  blobs,
  clock,
}: Pick<Services, 'em' | 'inTransaction' | 'assetsOf' | 'blobs' | 'clock'>): Promise<number> {
  const before = (ms: number) => new Date(clock.now().getTime() - ms);
  const assets = assetsOf(em());
  const dropped = await inTransaction((tx) => assetsOf(tx).dropUnclaimed(before(unusedMs)));
  const loose = await assets.looseBlobs(before(looseMs));
  for (const key of loose) await blobs.delete(key);
  await assets.forgetBlobs(loose);
  return dropped + loose.length + (await assets.forgetDays(before(countedMs)));
}
