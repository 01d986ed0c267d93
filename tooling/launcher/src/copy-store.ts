import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitForLock, type Lock } from './take-lock.ts';

/**
 * Copies the built store to `<data dir>/store` and gives the file to run. A system is served from its own copy, because the next build, for
 * another system or by hand, takes files away that a running server has yet to read.
 */
export async function copyStore(projectRoot: string, dataDir: string): Promise<string> {
  const copy = join(dataDir, 'store');
  await rm(copy, { recursive: true, force: true });
  await cp(join(projectRoot, 'apps/store/build'), copy, { recursive: true });
  // SvelteKit leaves this one outside of what it builds, so that there is one of it; it needs no other package.
  const besides = 'node_modules/@opentelemetry/api';
  await cp(join(projectRoot, 'apps/store', besides), join(copy, besides), { recursive: true, dereference: true });
  // Says there what the store's own package.json says where it was built.
  await writeFile(join(copy, 'package.json'), '{ "type": "module" }\n');
  return join(copy, 'index.js');
}

/** Keeps other starts from building the store while this one builds or copies it. Where this user may not write, nothing is built. */
export async function lockBuild(projectRoot: string, signal: AbortSignal): Promise<Lock> {
  const folder = join(projectRoot, 'node_modules/.cache');
  try {
    await mkdir(folder, { recursive: true });
  } catch {
    return { release: () => {} };
  }
  return waitForLock(join(folder, 'minimart-build.sqlite'), signal);
}
