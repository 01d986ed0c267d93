import type { ZodError } from 'zod';

/** One field at fault: where (`manifest.scopes[0].id`) and what would be right. */
export interface FieldError {
  path: string;
  message: string;
}

/** Writes a path of keys and indexes the way people do: `scopes[0].id`, below an optional prefix. */
export function fieldPath(path: readonly PropertyKey[], prefix = ''): string {
  return path.reduce<string>((written, part) => {
    if (typeof part === 'number') return `${written}[${part}]`;
    return written === '' ? String(part) : `${written}.${String(part)}`;
  }, prefix);
}

/** The issues of a Zod error as field errors, below `prefix`. An unknown key is reported at its own path. */
export function zodFieldErrors(error: ZodError, prefix = ''): FieldError[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: fieldPath([...issue.path, key], prefix),
        message: 'This field is not known here.',
      }));
    }
    return [{ path: fieldPath(issue.path, prefix), message: issue.message }];
  });
}
