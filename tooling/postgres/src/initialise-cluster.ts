import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresHome } from './prepare-home.ts';

/** Makes the cluster on first use and answers the superuser's password, which is kept beside it (mode 600). */
export async function initialiseCluster(home: PostgresHome, log: (line: string) => void): Promise<string> {
  const passwordFile = join(home.root, 'password');
  const exists = await access(join(home.cluster, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
  if (exists) return (await readFile(passwordFile, 'utf8')).trim();
  log('creating the database cluster');
  const password = randomBytes(24).toString('base64url');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  // Made beside its place and moved there when whole: a crash in between leaves nothing that looks like a cluster.
  const unfinished = `${home.cluster}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  const { uid, gid } = home.runAs;
  if (uid !== undefined && gid !== undefined) {
    await chown(unfinished, uid, gid);
    await chown(passwordFile, uid, gid);
  }
  const flags = ['--username=minimart', '--auth=scram-sha-256', '--encoding=UTF8', '--no-sync', '--no-instructions'];
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  await promisify(execFile)(home.binaries.initdb, ['-D', unfinished, `--pwfile=${passwordFile}`, ...flags, ...locale], {
    ...home.runAs,
    cwd: home.root,
    env: { ...process.env, LC_ALL: 'C' },
  });
  await rename(unfinished, home.cluster);
  return password;
}
