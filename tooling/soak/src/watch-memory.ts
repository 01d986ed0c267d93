import { once } from 'node:events';
import { readFile } from 'node:fs/promises';

/** A process that is watched, and where its inspector listens. */
export interface WatchedProcess {
  name: string;
  pid: number | undefined;
  inspectorPort: number;
}

/** How much memory a process held at a moment, in MB: resident, as Linux tells it, and what was in use by objects and buffers after a collection of garbage. */
export interface MemorySample {
  name: string;
  pid: number;
  atMs: number;
  resident: number;
  /** Undefined where it was not asked for, or the process did not answer. */
  inUse: number | undefined;
}

/** Reads the memory of processes, and with `collects` has each collect its garbage before; those that are gone are left out. */
export async function sampleMemory(
  processes: readonly WatchedProcess[],
  { collects }: { collects: boolean },
): Promise<MemorySample[]> {
  const samples = await Promise.all(
    processes.map(async ({ name, pid, inspectorPort }) => {
      if (pid === undefined) return [];
      const inUse = collects ? await readInUse(inspectorPort) : undefined;
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
      const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
      if (kilobytes === undefined) return [];
      return [{ name, pid, atMs: performance.now(), resident: Number(kilobytes) / 1024, inUse }];
    }),
  );
  return samples.flat();
}

/** By the Chrome DevTools Protocol. Garbage that was not collected yet would look like a leak after a flood, for as long as nothing else is in need of room. */
async function readInUse(inspectorPort: number): Promise<number | undefined> {
  try {
    const signal = AbortSignal.timeout(5_000);
    const listed = await fetch(`http://127.0.0.1:${inspectorPort}/json/list`, { signal });
    const [{ webSocketDebuggerUrl }] = (await listed.json()) as [{ webSocketDebuggerUrl: string }];
    const socket = new WebSocket(webSocketDebuggerUrl);
    try {
      await once(socket, 'open', { signal });
      await callInspector(socket, { method: 'HeapProfiler.collectGarbage', signal });
      const heap = await callInspector(socket, { method: 'Runtime.getHeapUsage', signal });
      return (heap['usedSize']! + heap['backingStorageSize']!) / 1024 ** 2;
    } finally {
      socket.close();
    }
  } catch {
    // It is being killed, or begins anew; it is asked again later.
    return undefined;
  }
}

async function callInspector(
  socket: WebSocket,
  { method, signal }: { method: string; signal: AbortSignal },
): Promise<Record<string, number>> {
  socket.send(JSON.stringify({ id: 1, method }));
  const [{ data }] = (await once(socket, 'message', { signal })) as [{ data: string }];
  return (JSON.parse(data) as { result: Record<string, number> }).result;
}

/** How the memory of one process went, in MB; `isFlat` is undefined for one that did not live for long enough to tell. */
export interface MemoryCourse {
  name: string;
  pid: number;
  seconds: number;
  /** In use. */
  early: number;
  late: number;
  highestResident: number;
  isFlat: boolean | undefined;
}

const warmUpMs = 45_000;
const leastMs = 60_000;

/**
 * The rule for flat: the first 45 s of a process are its warm-up, and are left out; what is left must be a minute at least, and is cut in three. The least that was in use in the
 * last third may be above that of the first by 20 % or 20 MB, whichever is more; of one that told nothing, flat is not shown. Resident memory is no part of it: it follows how busy a process was.
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
    const isLongEnough = lastedMs - warmUpMs >= leastMs;
    return {
      name,
      pid,
      seconds: lastedMs / 1_000,
      early,
      late,
      highestResident: Math.max(...own.map(({ resident }) => resident)),
      isFlat: isLongEnough ? third > 0 && late - early <= Math.max(early * 0.2, 20) : undefined,
    };
  });
}
