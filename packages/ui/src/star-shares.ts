/** How full each of five stars is, in halves: `[1, 1, 1, 0.5, 0]` for 3.6. */
export function starShares(value: number): number[] {
  const halves = Math.round(value * 2);
  return Array.from({ length: 5 }, (_, place) => Math.min(2, Math.max(0, halves - 2 * place)) / 2);
}
