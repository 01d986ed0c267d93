import { buildStore, isStoreOutdated } from './build-store.ts';
import { copyStore, lockBuild } from './copy-store.ts';

/** Where the store is built, where the copy to run goes, and what is told of it. */
export interface StorePreparation {
  projectRoot: string;
  dataDir: string;
  logFile: string;
  signal: AbortSignal;
  /** Wraps the build, which takes a while, where one is needed. */
  onBuild?: (build: () => Promise<void>) => Promise<void>;
}

/** Builds the store where it is outdated, and copies it into the data folder; answers the file to run. Several at once wait for each other. */
export async function prepareStore({
  projectRoot,
  dataDir,
  logFile,
  signal,
  onBuild = (build) => build(),
}: StorePreparation): Promise<string> {
  const lock = await lockBuild(projectRoot, signal);
  try {
    if (await isStoreOutdated(projectRoot)) await onBuild(() => buildStore(projectRoot, logFile, signal));
    return await copyStore(projectRoot, dataDir);
  } finally {
    lock.release();
  }
}
