import { spawn, type ChildProcess } from 'node:child_process';
import type { ProcessRecord } from './process-record.ts';
import { nodeArguments, openLog, type Program } from './program.ts';

/** A child just started, with the byte of its log at which its lines begin. */
export interface StartedChild {
  child: ChildProcess & { pid: number };
  logStart: number;
}

/** Starts a program with a channel to this process, its output going to its log, and records it until it ends. */
export async function startChild(program: Program, record: ProcessRecord): Promise<StartedChild> {
  const log = await openLog(program.logFile);
  // A process group of its own: Ctrl-C in the terminal reaches the launcher alone, which then stops everything in order.
  const child = spawn(process.execPath, nodeArguments(program), {
    cwd: program.cwd,
    env: program.env,
    detached: true,
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
  });
  await log.close();
  const { pid } = child;
  if (pid === undefined) throw await new Promise((resolve) => child.once('error', resolve));
  child.on('error', () => {}); // a signal that came too late
  child.once('exit', () => void record.remove(pid));
  await record.add(pid);
  return { child: Object.assign(child, { pid }), logStart: log.start };
}
