/** Whether a process with this id exists, whoever owns it. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Sends `signal` and waits until the process is gone; after `patienceMs` asks for an immediate shutdown (SIGQUIT). */
export async function stopProcess(pid: number, signal: 'SIGINT' | 'SIGQUIT', patienceMs: number): Promise<void> {
  if (!isRunning(pid)) return;
  process.kill(pid, signal);
  for (let waitedMs = 0; isRunning(pid); waitedMs += 50) {
    if (waitedMs === patienceMs) process.kill(pid, 'SIGQUIT');
    if (waitedMs > patienceMs + 10_000) throw new Error(`PostgreSQL (process ${pid}) does not stop.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
