import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { prepareHome } from './prepare-home.ts';
import { isRunning } from './stop-process.ts';

/** The URL of the database `minimart` of a server that runs on this data; undefined where none does. It holds the password: keep it out of logs. */
export async function findRunning(dataDir: string): Promise<string | undefined> {
  const { root, cluster } = await prepareHome(dataDir, () => {});
  try {
    const [password, state] = await Promise.all(
      [join(root, 'password'), join(cluster, 'postmaster.pid')].map((path) => readFile(path, 'utf8')),
    );
    // https://www.postgresql.org/docs/18/storage-file-layout.html: process id, data directory, start time, port
    const [pid, , , port] = state!.split('\n');
    if (!isRunning(Number(pid))) return undefined;
    return `postgresql://minimart:${password!.trim()}@127.0.0.1:${Number(port)}/minimart`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
