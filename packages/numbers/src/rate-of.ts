/** A share in percent, and between which shares the true one lies (95 % of the time), as whole numbers. */
export interface Rate {
  percent: number;
  low: number;
  high: number;
}

const fewest = 20;
const z = 1.96;

/**
 * The share of `count` in `outOf` with its Wilson score interval. Null where a percentage would say more than is known: of fewer than 20, and where
 * there are more than they came from, as with installs over the API, which open no page.
 */
export function rateOf(count: number, outOf: number): Rate | null {
  if (outOf < fewest || count > outOf) return null;
  const share = count / outOf;
  const middle = (share + z ** 2 / (2 * outOf)) / (1 + z ** 2 / outOf);
  const spread = (z / (1 + z ** 2 / outOf)) * Math.sqrt((share * (1 - share)) / outOf + z ** 2 / (4 * outOf ** 2));
  const inPercent = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 100);
  return { percent: inPercent(share), low: inPercent(middle - spread), high: inPercent(middle + spread) };
}
