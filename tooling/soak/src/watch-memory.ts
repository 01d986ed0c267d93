import { readFile } from 'node:fs/promises';

/** How much memory a process held at a moment. */
export interface MemorySample {
  name: string;
  pid: number;
  atMs: number;
  megabytes: number;
}

/** Reads the resident memory of processes, as Linux tells it; those that are gone are left out. */
export async function sampleMemory(
  pids: readonly { name: string; pid: number | undefined }[],
): Promise<MemorySample[]> {
  const samples = await Promise.all(
    pids.map(async ({ name, pid }) => {
      const text = pid === undefined ? '' : await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
      const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(text)?.[1];
      if (pid === undefined || kilobytes === undefined) return [];
      return [{ name, pid, atMs: performance.now(), megabytes: Number(kilobytes) / 1024 }];
    }),
  );
  return samples.flat();
}

/** How the memory of one process went; `isFlat` is undefined for one that did not live for long enough to tell. */
export interface MemoryCourse {
  name: string;
  pid: number;
  seconds: number;
  early: number;
  late: number;
  highest: number;
  isFlat: boolean | undefined;
}

const warmUpMs = 45_000;
const leastMs = 60_000;

/**
 * The rule for flat: the first 45 s of a process are its warm-up, and are left out; what is left must be a minute at least, and is cut in three. The median of
 * the last third may be above that of the first by 20 % or 40 MB, whichever is more.
 */
export function judgeMemory(samples: readonly MemorySample[]): MemoryCourse[] {
  return [...Map.groupBy(samples, ({ pid }) => pid).values()].map((own) => {
    const { name, pid, atMs } = own[0]!;
    const warm = own.filter((sample) => sample.atMs - atMs >= warmUpMs).map(({ megabytes }) => megabytes);
    const third = Math.max(1, Math.floor(warm.length / 3));
    const [early, late] = [medianOf(warm.slice(0, third)), medianOf(warm.slice(-third))];
    const lastedMs = own.at(-1)!.atMs - atMs;
    const isLongEnough = lastedMs - warmUpMs >= leastMs;
    return {
      name,
      pid,
      seconds: lastedMs / 1_000,
      early,
      late,
      highest: Math.max(...own.map(({ megabytes }) => megabytes)),
      isFlat: isLongEnough ? late - early <= Math.max(early * 0.2, 40) : undefined,
    };
  });
}

const medianOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
