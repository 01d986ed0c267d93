import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** What tells a process from a later one that was given the same id. */
export interface ProcessIdentity {
  pid: number;
  /** When it started, in whatever form the system tells it; compared, never read. */
  startedAt: string;
  /** Its command line. */
  command: string;
}

/** Looks a running process up by its id; undefined when there is none. */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | undefined> {
  const found = process.platform === 'linux' ? await readProc(pid) : await readPs(pid);
  return found && { pid, ...found };
}

/** Whether the very process that was recorded is running still. */
export async function isStillRunning(recorded: ProcessIdentity): Promise<boolean> {
  const now = await identifyProcess(recorded.pid);
  return now !== undefined && now.startedAt === recorded.startedAt && now.command === recorded.command;
}

async function readProc(pid: number): Promise<Omit<ProcessIdentity, 'pid'> | undefined> {
  try {
    const [stat, command, bootId] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    // proc(5): the name in parentheses may itself hold blanks and parentheses; state is field 3, start time field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return undefined;
    return { startedAt: `${bootId.trim()}:${fields[19]}`, command: command.replaceAll('\0', ' ').trim() };
  } catch {
    return undefined;
  }
}

async function readPs(pid: number): Promise<Omit<ProcessIdentity, 'pid'> | undefined> {
  const ask = (column: string) =>
    promisify(execFile)('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)]).then(({ stdout }) => stdout.trim());
  try {
    const [startedAt, command] = await Promise.all([ask('lstart'), ask('args')]);
    return startedAt === '' ? undefined : { startedAt, command };
  } catch {
    return undefined;
  }
}
