import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Check } from './finding.ts';

const leastBytes = 1_000_000_000;
const leastShare = 0.05;
// A key that nobody has: asked for to see whether the place answers.
const nobodys = 'doctorlooksforthis';

/** Whether the data folder can be written to and has room. */
export const checkDataFolder: Check<'config'> = async ({ config: { dataDir } }) => {
  const folder = await nearest(dataDir);
  const findings = [];
  const isWritable = await access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!isWritable) {
    findings.push({
      what: `This user cannot write to the data folder ${folder}.`,
      mend: 'Give the folder to the user that runs Minimart (chown), or name another one with MINIMART_DATA_DIR.',
    });
  }
  const { bavail, blocks, bsize } = await statfs(folder);
  if (bavail * bsize < leastBytes || bavail < blocks * leastShare) {
    findings.push({
      what: `The disk of the data folder ${folder} has ${((bavail * bsize) / 1e9).toFixed(1)} GB left, ${Math.round((bavail / Math.max(1, blocks)) * 100)} % of it.`,
      mend: 'Make room: old backups and <data dir>/logs first; or move the folder to a larger disk.',
    });
  }
  return findings;
};

/** Whether the bucket for uploads answers. */
export const checkBucket: Check<'config' | 'blobs'> = async ({ config, blobs }) => {
  if (config.s3 === undefined) return [];
  try {
    (await blobs.get(nobodys))?.destroy();
    return [];
  } catch (error) {
    return [
      {
        what: `The bucket ${config.s3.bucket} at ${config.s3.endpoint} cannot be read: ${(error as Error).message}`,
        mend: 'Look whether MINIMART_S3_* are right, and whether the keys may read and write in the bucket.',
      },
    ];
  }
};

/** Whether every upload that rows name is there. */
export const checkUploads: Check<'client' | 'blobs' | 'progress'> = async ({ client, blobs, progress }) => {
  const { rows } = await client.query<{ key: string; asset: string }>(
    `select f ->> 'key' as key, min(id) as asset from catalog.assets, jsonb_array_elements(files) f group by 1 order by 1`,
  );
  const missing = [];
  for (const [index, { key, asset }] of rows.entries()) {
    progress(`Looking for uploads ${index}/${rows.length}`);
    const stream = await blobs.get(key);
    if (stream === undefined) missing.push(asset);
    stream?.destroy();
  }
  if (missing.length === 0) return [];
  return [
    {
      what: `${missing.length} uploads that rows name are not there, such as that of asset:${missing[0]}.`,
      mend: 'Copy the blobs back from a backup (its folder blobs/ has them under the same names); else their developers upload those pictures again.',
    },
  ];
};

async function nearest(path: string): Promise<string> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  // Made on the first start; until then what counts is where it will be.
  return isThere || dirname(path) === path ? path : nearest(dirname(path));
}
