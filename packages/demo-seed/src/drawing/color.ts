/** The colours of one app: its gradient, a deep tone for ink, an accent that stands out, a pale tone for surfaces. All `#rrggbb`. */
export interface Palette {
  from: string;
  to: string;
  deep: string;
  accent: string;
  pale: string;
}

/** The colour `share` (0 to 1) of the way from one `#rrggbb` to another. */
export function mix(from: string, to: string, share: number): string {
  const [a, b] = [channels(from), channels(to)];
  const mixed = a.map((value, index) => Math.round(value + ((b[index] ?? value) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function channels(color: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
}
