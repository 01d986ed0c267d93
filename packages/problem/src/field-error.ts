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

/** A body full of mistakes gets an answer that a person can read, and no longer than the body. */
const mostTold = 100;

/** The issues of a Zod error as field errors, the first 100 of them, below `prefix`. An unknown key is reported at its own path. */
export function zodFieldErrors(error: ZodError, prefix = ''): FieldError[] {
  return error.issues
    .values()
    .flatMap((issue) => fieldErrors(issue, prefix))
    .take(mostTold)
    .toArray();
}

function* fieldErrors(issue: ZodError['issues'][number], prefix: string): Generator<FieldError> {
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys)
      yield { path: fieldPath([...issue.path, key], prefix), message: 'This field is not known here.' };
  } else yield { path: fieldPath(issue.path, prefix), message: issue.message };
}
