/** Whether PostgreSQL keeps a value as jsonb: no text or name in it holds a NUL or half of a surrogate pair. */
export function isStorableJson(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, part]) => isStorableJson(name) && isStorableJson(part));
}

/** Whether lists and objects stand in each other in more than `most` levels. */
export function isDeeperThan(most: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return most === 0 || Object.values(value).some((part) => isDeeperThan(most - 1, part));
}
