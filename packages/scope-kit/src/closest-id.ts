/** The id that was probably meant by a mistyped one, or undefined when none is near; ties go to the earlier id. */
export function closestId(mistyped: string, ids: Iterable<string>): string | undefined {
  const wanted = mistyped.trim().toLowerCase();
  let best: { id: string; distance: number } | undefined;
  for (const id of ids) {
    const furthest = Math.max(2, Math.floor(id.length / 3));
    if (Math.abs(id.length - wanted.length) > furthest) continue;
    const distance = editDistance(wanted, id);
    if (distance <= furthest && distance < (best?.distance ?? Infinity)) best = { id, distance };
  }
  return best?.id;
}

/** Insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment). */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = at(last, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1);
      let steps = Math.min(at(last, column) + 1, at(current, column - 1) + 1, replaced);
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) steps = Math.min(steps, at(beforeLast, column - 2) + 1);
      current.push(steps);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
