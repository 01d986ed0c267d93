/**
 * A number of installs as everybody may read it: rounded down to 1, 2 or 5 times a power of ten, so that it says how widely an app is used and not when a
 * single workspace installs it or leaves.
 */
export function roundInstalls(count: number): number {
  if (count < 1) return 0;
  const power = 10 ** (String(Math.floor(count)).length - 1);
  const step = [5, 2, 1].find((each) => count >= each * power) ?? 1;
  return step * power;
}
