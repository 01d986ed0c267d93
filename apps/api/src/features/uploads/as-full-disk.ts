import { statfs } from 'node:fs/promises';

const leastBytes = 256 * 1024;

/** The error that Node.js has for a full disk, where the disk of a folder is full by now; else the error as it is. */
export async function asFullDisk(folder: string, error: unknown): Promise<unknown> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= leastBytes) return error;
  return Object.assign(new Error('There is no room left on the disk.', { cause: error }), { code: 'ENOSPC' });
}
