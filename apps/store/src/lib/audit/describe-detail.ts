/** The facts of an act as lines of words and values: `scopes: flow-tags:view, sub-flows:send`. */
export function describeDetail(detail: Record<string, unknown>): { name: string; value: string }[] {
  return Object.entries(detail).map(([name, value]) => ({ name: toWords(name), value: toText(value) }));
}

function toWords(name: string): string {
  return name.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
}

function toText(value: unknown): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(toText).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
