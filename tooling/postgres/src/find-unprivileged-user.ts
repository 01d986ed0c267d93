import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** User and group ids of `postgres`, a system user that is made when absent; `nobody` where users cannot be made. */
export async function findUnprivilegedUser(): Promise<{ uid: number; gid: number }> {
  const present = await lookUp('postgres');
  if (present !== undefined) return present;
  await run('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ]).catch(
    () => {}, // an image without useradd, or one with a read-only /etc: nobody serves as well
  );
  const found = (await lookUp('postgres')) ?? (await lookUp('nobody'));
  if (found === undefined) throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody.');
  return found;
}

async function lookUp(name: string): Promise<{ uid: number; gid: number } | undefined> {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}
