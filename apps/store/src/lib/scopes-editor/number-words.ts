const format = new Intl.NumberFormat('en');

/** A count with its noun: `1 call`, `1,204 calls`. */
export function numberWords(count: number, one: string, many: string): string {
  return `${format.format(count)} ${count === 1 ? one : many}`;
}
