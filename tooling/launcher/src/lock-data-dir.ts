import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ProcessRecord } from './process-record.ts';
import { StartError } from './start-error.ts';

/** A data folder held by this process alone. */
export interface DataDirLock {
  release(): void;
}

/**
 * Makes the data folder and takes it for this process, or throws a {@link StartError} that names who has it. The lock is the
 * operating system's own on an open file (through SQLite), so a process that is killed gives it up by dying.
 */
export async function lockDataDir(dataDir: string, record: ProcessRecord): Promise<DataDirLock> {
  const file = join(dataDir, 'lock.sqlite');
  try {
    // PostgreSQL may run as another user than root: that user must be able to pass through, not to look around.
    await mkdir(dataDir, { recursive: true, mode: 0o711 });
    const database = new DatabaseSync(file, { timeout: 0 });
    database.exec('pragma locking_mode = exclusive; begin exclusive');
    return { release: () => database.close() };
  } catch (error) {
    if (!isLocked(error)) {
      throw new StartError(`The data folder ${dataDir} cannot be used: ${(error as Error).message}`, [
        'Choose another one with MINIMART_DATA_DIR=/path/to/folder.',
      ]);
    }
    const holder = await record.runningLauncher();
    const who = holder === undefined ? 'Another Minimart' : `Another Minimart (process ${holder.pid})`;
    throw new StartError(`${who} is running on ${dataDir}.`, [
      'Stop that one first, or give this one a folder of its own with MINIMART_DATA_DIR=/path/to/folder.',
    ]);
  }
}

// https://www.sqlite.org/rescode.html: SQLITE_BUSY is 5
const isLocked = (error: unknown): boolean => (error as { errcode?: number }).errcode === 5;
