import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessRecord } from './process-record.ts';
import { StartError } from './start-error.ts';
import { takeLock, type Lock } from './take-lock.ts';

/** Makes the data folder and takes it for this process, or throws a {@link StartError} that names who has it. */
export async function lockDataDir(dataDir: string, record: ProcessRecord): Promise<Lock> {
  const lock = await makeAndLock(dataDir);
  if (lock !== undefined) return lock;
  const holder = await record.runningLauncher();
  const who = holder === undefined ? 'Another Minimart' : `Another Minimart (process ${holder.pid})`;
  throw new StartError(`${who} is running on ${dataDir}.`, [
    'Stop that one first, or give this one a folder of its own with MINIMART_DATA_DIR=/path/to/folder.',
  ]);
}

async function makeAndLock(dataDir: string): Promise<Lock | undefined> {
  try {
    // PostgreSQL may run as another user than root: that user must be able to pass through, not to look around.
    await mkdir(dataDir, { recursive: true, mode: 0o711 });
    return takeLock(join(dataDir, 'lock.sqlite'), 1_000);
  } catch (error) {
    throw new StartError(`The data folder ${dataDir} cannot be used: ${(error as Error).message}`, [
      'Choose another one with MINIMART_DATA_DIR=/path/to/folder.',
    ]);
  }
}
