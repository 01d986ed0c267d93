/** The ids that a form control points at with `aria-describedby`: its hint first, then its error; `undefined` when there is neither. */
export function describeField(id: string, parts: { hint: boolean; error: boolean }): string | undefined {
  const ids = [parts.hint ? `${id}-hint` : '', parts.error ? `${id}-error` : ''].filter((part) => part !== '');
  return ids.length > 0 ? ids.join(' ') : undefined;
}
