import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** One process above this one. */
export interface Ancestor {
  pid: number;
  command: string;
}

const packageManager = /^(\S*\/)?(node\S* (\S*\/)?)?(npm|npx|pnpm|pnpx)(-cli)?(\.[cm]?js)?( |$)/;
const shellOfScript = /^(\S*\/)?\w*sh -c /;

/**
 * Calls `onGone` when the package manager that started this process is gone, since one that is killed tells nobody (`npx` passes no
 * signal on), and the system must not run on without it. Does nothing for a process that no package manager started.
 */
export async function watchPackageManager(onGone: () => void): Promise<void> {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const watched = packageManagersOf(await findAncestors());
  const timer = setInterval(() => {
    if (watched.every(({ pid }) => exists(pid))) return;
    clearInterval(timer);
    onGone();
  }, 500).unref();
}

/**
 * Which of the ancestors, nearest first, belong to the package managers: `npx` starts a shell that starts `pnpm` that starts a shell
 * that starts us. Whatever is above them, a terminal or a CI, may come and go.
 */
export function packageManagersOf(ancestors: readonly Ancestor[]): Ancestor[] {
  const end = ancestors.findIndex(({ command }) => !packageManager.test(command) && !shellOfScript.test(command));
  const chain = end === -1 ? ancestors : ancestors.slice(0, end);
  return chain.slice(0, chain.findLastIndex(({ command }) => packageManager.test(command)) + 1);
}

async function findAncestors(): Promise<Ancestor[]> {
  const ancestors: Ancestor[] = [];
  for (let pid = process.ppid; pid > 1 && ancestors.length < 12;) {
    const found = await (process.platform === 'linux' ? readProc(pid) : readPs(pid)).catch(() => undefined);
    if (found === undefined) break;
    ancestors.push({ pid, command: found.command });
    pid = found.parent;
  }
  return ancestors;
}

async function readProc(pid: number): Promise<{ parent: number; command: string }> {
  const [stat, command] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
  ]);
  // proc(5): after the name in parentheses come the state and the parent.
  const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { parent: Number(parent), command: command.replaceAll('\0', ' ').trim() };
}

async function readPs(pid: number): Promise<{ parent: number; command: string }> {
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'ppid=,args=', '-p', String(pid)]);
  const [, parent, command = ''] = /^\s*(\d+)\s+(.*)$/.exec(stdout.trim()) ?? [];
  return { parent: Number(parent), command };
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
