import type { Manifest } from '#lib/server/api.ts';

/** An auth input that has another name now. */
export interface Rename {
  from: string;
  to: string;
}

/** The requests with `{{auth.<from>}}` written as `{{auth.<to>}}` everywhere; all at once, so that two inputs may change names with each other. */
export function renameVariables<Value>(requests: Value, renames: readonly Rename[]): Value {
  const names = new Map(renames.map(({ from, to }) => [from, to]));
  const inText = (text: string) =>
    text.replaceAll(/\{\{auth\.([A-Za-z0-9_-]+)\}\}/g, (whole, name: string) => {
      const other = names.get(name);
      return other === undefined ? whole : `{{auth.${other}}}`;
    });
  const inValue = (value: unknown): unknown => {
    if (typeof value === 'string') return inText(value);
    if (Array.isArray(value)) return value.map(inValue);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inValue(inner)]));
  };
  return inValue(requests) as Value;
}

const topicWords: Record<string, string> = {
  subscribe: 'the subscribe request',
  unsubscribe: 'the unsubscribe request',
  dataErasure: 'the data-erasure request',
};

/** Which requests use each auth input, by its name, in words. */
export function usesOfInputs(requests: Manifest['requests']): Record<string, string[]> {
  const uses = new Map<string, string[]>();
  for (const [topic, request] of Object.entries(requests)) {
    const found = JSON.stringify(request).matchAll(/\{\{auth\.([A-Za-z0-9_-]+)\}\}/g);
    for (const name of new Set([...found].map(([, each = '']) => each)))
      uses.set(name, [...(uses.get(name) ?? []), topicWords[topic] ?? topic]);
  }
  return Object.fromEntries(uses);
}
