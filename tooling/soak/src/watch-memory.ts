import { readFile } from 'node:fs/promises';

/** A process that is watched, and where it tells its metrics. */
export interface WatchedProcess {
  name: string;
  pid: number | undefined;
  metricsUrl: string | undefined;
}

/** How much memory a process held at a moment, in MB: resident, as Linux tells it, and in use by objects and buffers, as the process tells it (`nodejs_*` of its metrics). */
export interface MemorySample {
  name: string;
  pid: number;
  atMs: number;
  resident: number;
  /** Undefined where the process did not answer within a second. */
  inUse: number | undefined;
}

/** Reads the memory of processes; those that are gone are left out. */
export async function sampleMemory(processes: readonly WatchedProcess[]): Promise<MemorySample[]> {
  const samples = await Promise.all(
    processes.map(async ({ name, pid, metricsUrl }) => {
      if (pid === undefined) return [];
      const [status, inUse] = await Promise.all([
        readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''),
        metricsUrl === undefined ? undefined : readInUse(metricsUrl),
      ]);
      const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
      if (kilobytes === undefined) return [];
      return [{ name, pid, atMs: performance.now(), resident: Number(kilobytes) / 1024, inUse }];
    }),
  );
  return samples.flat();
}

async function readInUse(url: string): Promise<number | undefined> {
  // One that is being killed, or stands still, is asked again later.
  const text = await fetch(url, { signal: AbortSignal.timeout(1_000) }).then(
    (answer) => answer.text(),
    () => '',
  );
  const valueOf = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  const bytes = valueOf('nodejs_heap_size_used_bytes') + valueOf('nodejs_external_memory_bytes');
  return Number.isNaN(bytes) ? undefined : bytes / 1024 ** 2;
}

/** How the memory of one process went, in MB; `isFlat` is undefined for one that did not live for long enough to tell. */
export interface MemoryCourse {
  name: string;
  pid: number;
  seconds: number;
  /** In use, right after a collection. */
  early: number;
  late: number;
  highestResident: number;
  isFlat: boolean | undefined;
}

const warmUpMs = 45_000;
const leastMs = 60_000;

/**
 * The rule for flat: the first 45 s of a process are its warm-up, and are left out; what is left must be a minute at least, and is cut in three. In each third the least
 * that was in use is what a collection of garbage left, which is what a leak adds to; resident memory also follows how busy a process is. That of the last third may
 * be above that of the first by 20 % or 20 MB, whichever is more.
 */
export function judgeMemory(samples: readonly MemorySample[]): MemoryCourse[] {
  return [...Map.groupBy(samples, ({ pid }) => pid).values()].map((own) => {
    const { name, pid, atMs } = own[0]!;
    const warm = own
      .filter((sample) => sample.atMs - atMs >= warmUpMs)
      .flatMap(({ inUse }) => (inUse === undefined ? [] : [inUse]));
    const third = Math.floor(warm.length / 3);
    const [early, late] = [Math.min(...warm.slice(0, third)), Math.min(...warm.slice(warm.length - third))];
    const lastedMs = own.at(-1)!.atMs - atMs;
    const isLongEnough = lastedMs - warmUpMs >= leastMs && third > 0;
    return {
      name,
      pid,
      seconds: lastedMs / 1_000,
      early,
      late,
      highestResident: Math.max(...own.map(({ resident }) => resident)),
      isFlat: isLongEnough ? late - early <= Math.max(early * 0.2, 20) : undefined,
    };
  });
}
