import { open, rename, stat } from 'node:fs/promises';

/** One program that the launcher runs as a child process. */
export interface Program {
  /** Names it in messages, and its log `<data dir>/logs/<name>.log`. */
  name: string;
  /** Absolute path of the file Node.js runs. */
  file: string;
  cwd: string;
  /** Its whole environment. */
  env: Record<string, string>;
  logFile: string;
  /** What V8 may hold at most, in MiB (`--max-old-space-size`); as much as Node.js thinks right without it. */
  heapMb?: number;
  /** True for a program that does not know of the launcher: its first listening port is reported for it. */
  reportsPortItself: boolean;
}

const preload = (name: string): string[] => ['--import', new URL(`./child/${name}.ts`, import.meta.url).href];

/** Arguments of `node` for this program. */
export function nodeArguments(program: Program): string[] {
  const reporter = program.reportsPortItself ? [] : preload('report-port');
  const heap = program.heapMb === undefined ? [] : [`--max-old-space-size=${program.heapMb}`];
  return [...heap, ...preload('exit-with-parent'), ...reporter, '--enable-source-maps', program.file];
}

const keptLogBytes = 10 * 1024 * 1024;

/** Opens a program's log for appending and tells where its new lines begin; one that grew past 10 MiB becomes `<name>.log.1`. */
export async function openLog(path: string): Promise<{ fd: number; start: number; close(): Promise<void> }> {
  const size = await stat(path).then(
    (file) => file.size,
    () => 0,
  );
  if (size > keptLogBytes) await rename(path, `${path}.1`);
  const file = await open(path, 'a', 0o600);
  return { fd: file.fd, start: size > keptLogBytes ? 0 : size, close: () => file.close() };
}

/** The last lines that a program has logged since byte `start`, at most 30. */
export async function endOfLog(path: string, start: number): Promise<string> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return '';
  try {
    const { size } = await file.stat();
    const from = Math.max(start, size - 16_384);
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(Math.max(size - from, 1)), position: from });
    return buffer.toString('utf8', 0, bytesRead).trimEnd().split('\n').slice(-30).join('\n');
  } finally {
    await file.close();
  }
}
