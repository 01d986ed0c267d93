/** The top of an axis for counts up to `most`: the next of 2, 4, 10, 20, 40, 100, ..., so that its half is a whole number too. */
export function niceTop(most: number): number {
  for (let unit = 1; ; unit *= 10) {
    for (const step of [2, 4, 10]) if (most <= step * unit) return step * unit;
  }
}
