import { createHash } from 'node:crypto';
import { access, chmod, cp, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { findBinaries, type PostgresBinaries } from './find-binaries.ts';
import { findUnprivilegedUser } from './find-unprivileged-user.ts';

/** Where a server lives and as whom it runs. */
export interface PostgresHome {
  root: string;
  cluster: string;
  binaries: PostgresBinaries;
  runAs: { uid?: number; gid?: number };
}

// World-readable on purpose: the unprivileged user must be able to walk to its files and run the binaries.
const rootOnlyHome = '/var/lib/minimart-postgres';

/**
 * Chooses the folders. PostgreSQL refuses to run as root, so under root it runs as the user `postgres`; where that user cannot
 * reach a folder (a clone inside a private one, say), a reachable place below /var/lib serves and a note says where.
 */
export async function prepareHome(dataDir: string, log: (line: string) => void): Promise<PostgresHome> {
  const wanted = resolve(dataDir);
  const binaries = await findBinaries();
  if (process.getuid?.() !== 0) {
    await mkdir(wanted, { recursive: true, mode: 0o700 });
    return { root: wanted, cluster: join(wanted, 'cluster'), binaries, runAs: {} };
  }
  const runAs = await findUnprivilegedUser();
  await mkdir(wanted, { recursive: true, mode: 0o711 });
  const root = await reachableRoot(wanted, log);
  const reachable = await isReachable(dirname(binaries.postgres));
  return { root, cluster: join(root, 'cluster'), runAs, binaries: reachable ? binaries : await copyBinaries(binaries) };
}

async function reachableRoot(wanted: string, log: (line: string) => void): Promise<string> {
  await chmod(wanted, 0o711);
  if (await isReachable(wanted)) return wanted;
  const root = join(rootOnlyHome, createHash('sha256').update(wanted).digest('hex').slice(0, 16));
  await mkdir(root, { recursive: true, mode: 0o711 });
  await writeFile(join(wanted, 'MOVED.txt'), `The database of this folder is in ${root}\n`);
  log(`keeping the database in ${root}`);
  return root;
}

/** Whether an unprivileged user may walk down to this folder: every folder on the way has the execute bit for others. */
async function isReachable(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) return false;
  return folder === dirname(folder) ? true : isReachable(dirname(folder));
}

async function copyBinaries(binaries: PostgresBinaries): Promise<PostgresBinaries> {
  const native = dirname(dirname(binaries.postgres));
  const target = join(rootOnlyHome, `binaries-${binaries.version}`);
  const inTarget = { ...binaries, postgres: join(target, 'bin', 'postgres'), initdb: join(target, 'bin', 'initdb') };
  if (
    await access(inTarget.postgres).then(
      () => true,
      () => false,
    )
  )
    return inTarget;
  await mkdir(rootOnlyHome, { recursive: true, mode: 0o755 });
  const unfinished = `${target}.${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  await chmod(unfinished, 0o755);
  await rename(unfinished, target).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(unfinished, { recursive: true }); // another start was quicker
  });
  return inTarget;
}
