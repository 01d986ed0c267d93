import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/** A file held by this process alone. */
export interface Lock {
  release(): void;
}

/**
 * Takes a file for this process; undefined when another one has it. The lock is the operating system's own on an open file (through SQLite),
 * so a process that is killed gives it up by dying. Throws when the file cannot be opened.
 *
 * SQLite takes a lock in steps: without patience (in ms), two that come at the same time can both be in each other's way, and neither gets it.
 * The whole process stands still for that long when another one has the file.
 */
export function takeLock(file: string, patience = 0): Lock | undefined {
  const database = new DatabaseSync(file, { timeout: patience });
  try {
    database.exec('pragma locking_mode = exclusive; begin exclusive');
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    if (isLocked(error)) return undefined;
    throw error;
  }
}

/** Takes a file as soon as nobody else has it, or throws the reason with which `signal` aborts the wait. */
export async function waitForLock(file: string, signal: AbortSignal): Promise<Lock> {
  for (;;) {
    signal.throwIfAborted();
    const lock = takeLock(file);
    if (lock !== undefined) return lock;
    await sleep(100);
  }
}

// https://www.sqlite.org/rescode.html: SQLITE_BUSY is 5
const isLocked = (error: unknown): boolean => (error as { errcode?: number }).errcode === 5;
