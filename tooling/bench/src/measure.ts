/** What is measured: does its work `times` times. */
export type Work = (times: number) => void | Promise<void>;

/** How often a second a piece of work was done: the median of the rounds, and the slowest and the fastest. */
export interface Rate {
  median: number;
  slowest: number;
  fastest: number;
}

/**
 * Measures several pieces of work in turns, so that what else the machine does falls on all of them alike: one round to warm up, then
 * `rounds` that count, each of about `roundMs`.
 */
export async function measureInTurns<Name extends string>(
  works: Record<Name, Work>,
  { rounds = 7, roundMs = 700 }: { rounds?: number; roundMs?: number } = {},
): Promise<Record<Name, Rate>> {
  const names = Object.keys(works) as Name[];
  const rates = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  const times = Object.fromEntries(names.map((name) => [name, 200])) as Record<Name, number>;
  for (let round = -2; round < rounds; round += 1) {
    for (const name of names) {
      const begin = performance.now();
      await works[name](times[name]);
      const tookMs = performance.now() - begin;
      const rate = (times[name] / tookMs) * 1000;
      times[name] = Math.max(200, Math.round((rate * roundMs) / 1000));
      if (round >= 0) rates[name].push(rate);
    }
  }
  return Object.fromEntries(names.map((name) => [name, toRate(rates[name])])) as Record<Name, Rate>;
}

function toRate(rates: number[]): Rate {
  const sorted = rates.toSorted((one, other) => one - other);
  return { median: sorted[Math.floor(sorted.length / 2)]!, slowest: sorted[0]!, fastest: sorted.at(-1)! };
}

/** Does a task `times` times, `lanes` of them under way at any time. */
export async function inLanes(times: number, lanes: number, task: () => Promise<unknown>): Promise<void> {
  let left = times;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (left > 0) {
        left -= 1;
        await task();
      }
    }),
  );
}

/** The value below which a part of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
