const small = process.env['BENCH_SMALL'] === '1';

/** How much of everything: a run of about twenty minutes on a quiet machine. `BENCH_SMALL=1` is a try-out, `BENCH_WHOLE=1` drains the million to its end. */
export const sizes = {
  endpoints: 100,
  concurrency: 128,
  backlog: small ? 2_000 : 20_000,
  /** Of those who do the same work, whom the bars are about; the others take fewer turns. */
  rounds: small ? 1 : 7,
  otherRounds: small ? 1 : 3,
  single: small ? 50 : 300,
  steadyMs: small ? 2_000 : 12_000,
  pairs: small ? 1 : 5,
  turnMs: small ? 3_000 : 10_000,
  million: small ? 20_000 : 1_000_000,
  millionMs: process.env['BENCH_WHOLE'] === '1' ? 30 * 60_000 : small ? 3_000 : 60_000,
};
