import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';

/** What a process tells its test: a line of its log, or where it stands. */
export interface Said {
  what: string;
  delivery?: string;
}

/** A real process that a test kills, stops or tells something. */
export interface FaultProcess {
  pid: number;
  said: Said[];
  /** Resolves when it has said `what` at least `times` times. */
  untilSaid(what: string, times?: number): Promise<void>;
  tell(what: string): void;
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Longer than any lease, retry and restart of these tests together; nothing is proved by it. */
export const patience = { timeout: 30_000, interval: 20 };

const running = new Set<ChildProcess>();

/** Ends what a test has started and left running, by id; for `afterEach`, since a test may fail before its end. */
export async function endProcesses(): Promise<void> {
  await Promise.all([...running].map(end));
}

/** Runs a program beside this file. It ends by itself when the test's process does, whose channel it holds. */
export function startProcess(program: string, settings: object): FaultProcess {
  const path = fileURLToPath(new URL(program, import.meta.url));
  // The cache halves the time until a process is up; each one writes it itself, since it will be killed.
  const cache = { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') };
  const env = { ...process.env, ...cache, FAULT_SETTINGS: JSON.stringify(settings) };
  const child = fork(path, { env, execArgv: [] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const said: Said[] = [];
  child.on('message', (message) => void said.push(message as Said));
  return {
    pid: child.pid!,
    said,
    untilSaid: (what, times = 1) =>
      vi.waitFor(() => {
        const heard = said.filter((one) => one.what === what).length;
        if (heard < times) throw new Error(`Process ${child.pid} has said "${what}" ${heard} times, not ${times}.`);
      }, patience),
    tell: (what) => void child.send(what),
    signal: (name) => void child.kill(name),
    kill: () => end(child),
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
