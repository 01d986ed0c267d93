/** The known name nearest to a mistyped one by edit distance, or undefined when none is near enough to suggest. */
export function closestName(name: string, known: Iterable<string>): string | undefined {
  return closestNames(name, known)[0];
}

/** All known names that are as near to a mistyped one as the nearest, in their order; none when none is near enough to suggest. */
export function closestNames(name: string, known: Iterable<string>): string[] {
  const wanted = name.toLowerCase().slice(0, 100);
  const farthest = Math.max(1, Math.floor(wanted.length / 3));
  let nearest = Infinity;
  let names: string[] = [];
  for (const candidate of known) {
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance > farthest || distance > nearest) continue;
    names = distance < nearest ? [candidate] : [...names, candidate];
    nearest = distance;
  }
  return names;
}

/** Optimal string alignment distance: a swap of two neighbours counts as one slip. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}
