import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isRunning, stopProcess } from './stop-process.ts';

/**
 * Ends a server that a crash left running on this cluster, and removes a stale `postmaster.pid`. The process is ended only if
 * its command line names this cluster, since a process id may have been given to another program meanwhile.
 */
export async function endLeftover(cluster: string, log: (line: string) => void): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  const text = await readFile(pidFile, 'utf8').catch(() => '');
  if (text === '') return;
  const pid = Number.parseInt(text, 10);
  if (pid > 0 && isRunning(pid) && (await commandLine(pid)).includes(cluster)) {
    log('ending the PostgreSQL that an earlier run left behind');
    await stopProcess(pid, 'SIGINT', 10_000);
  }
  await rm(pidFile, { force: true });
}

async function commandLine(pid: number): Promise<string> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'args=', '-p', String(pid)]).catch(async () => {
    return { stdout: (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ') };
  });
  return stdout;
}
