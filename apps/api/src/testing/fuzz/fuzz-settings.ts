/** What a fuzz run is asked to be by the environment. */
export interface FuzzSettings {
  /** What everything random comes from: the same seed sends the same requests. */
  seed: number;
  /** Requests to each operation. */
  runs: number;
  /** When an operation has had enough, in milliseconds; only where the number of runs was not asked for. */
  mostMs: number;
}

/**
 * `FUZZ_SEED` repeats a run, `FUZZ_RUNS` goes deeper; where `CI` is set, each run is the same unless a seed is asked for, so that a commit that passed passes again. Throws
 * where one is no whole number.
 */
export function readFuzzSettings(env: NodeJS.ProcessEnv = process.env): FuzzSettings {
  const runs = wholeNumber(env, 'FUZZ_RUNS');
  return {
    seed: wholeNumber(env, 'FUZZ_SEED') ?? (env['CI'] ? seedOfCi : Math.floor(Math.random() * 2 ** 31)),
    runs: runs ?? 25,
    mostMs: runs === undefined ? 1_000 : Infinity,
  };
}

const seedOfCi = 8;

function wholeNumber(env: NodeJS.ProcessEnv, name: string): number | undefined {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  if (!/^-?\d{1,15}$/.test(text)) throw new Error(`${name} must be a whole number.`);
  return Number(text);
}
