import { once } from 'node:events';
import { endOfLog, type Program } from './program.ts';
import { StartError } from './start-error.ts';
import { startChild } from './start-child.ts';
import type { ProcessRecord } from './process-record.ts';

/** Runs a program to its end, or until `signal` aborts it. Throws a {@link StartError} with the end of its log unless it exits with 0. */
export async function runTask(program: Program, record: ProcessRecord, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { child, logStart } = await startChild(program, record);
  const abort = () => child.kill('SIGTERM');
  signal.addEventListener('abort', abort, { once: true });
  const [code, killedBy] =
    child.exitCode === null && child.signalCode === null
      ? await once(child, 'exit')
      : [child.exitCode, child.signalCode];
  signal.removeEventListener('abort', abort);
  signal.throwIfAborted();
  if (code === 0) return;
  throw new StartError(`The step "${program.name}" failed (${killedBy ?? `exit code ${code}`}).`, [
    await endOfLog(program.logFile, logStart),
    `The whole log: ${program.logFile}`,
  ]);
}
