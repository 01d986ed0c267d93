/** A value of a draft as text for people: text as it is, a list of plain facts line by line, anything else as indented JSON. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'Not there';
  if (value === '') return 'Empty';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'string') return value;
  if (isPlain(value)) {
    return Object.entries(value)
      .map(([name, fact]) => `${name}: ${describeValue(fact)}`)
      .join('\n');
  }
  return JSON.stringify(value, null, 2);
}

/** Whether each field of an object is a text, a number or a yes or no. */
function isPlain(value: unknown): value is Record<string, string | number | boolean> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const facts = Object.values(value);
  return facts.length > 0 && facts.every((fact) => ['string', 'number', 'boolean'].includes(typeof fact));
}
