/** How many rows for remarks the form has. */
export const remarkRows = 5;

/** The remarks of a form: each row with a pointer or a message is one. */
export function readRemarks(form: FormData): { pointer: string; message: string }[] {
  const [pointers, messages] = [form.getAll('pointer').map(String), form.getAll('message').map(String)];
  return pointers
    .map((pointer, place) => ({ pointer: pointer.trim(), message: (messages[place] ?? '').trim() }))
    .filter(({ pointer, message }) => pointer !== '' || message !== '');
}

/** Pointers to the fields of a manifest that operators most often speak of, each with what stands there. */
export function pointersOf(manifest: Record<string, unknown>): string[] {
  const found: string[] = [];
  const walk = (value: unknown, pointer: string) => {
    if (found.length >= 200) return;
    if (typeof value !== 'object' || value === null) {
      found.push(pointer);
      return;
    }
    for (const [name, part] of Object.entries(value))
      walk(part, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  };
  walk(manifest, '');
  return found;
}
