import type { Operation } from '../define-operation.ts';
import { documentedFields } from './example-of.ts';

/** A part of a request that an operation may read. */
export type Part = 'params' | 'query' | 'body';

/** The parts of a request. */
export type Input = { [Key in Part]?: Record<string, unknown> };

const parts: readonly Part[] = ['params', 'query', 'body'];

/** Every field that an operation reads, with its first documented example. */
export function fieldsOf<Host>({ input }: Operation<Host>) {
  return parts.flatMap((part) => {
    const schema = input[part];
    return schema ? documentedFields(schema).map((field) => ({ part, path: `${part}.${field.name}`, ...field })) : [];
  });
}

/**
 * The request that an operation's schemas document by their examples: with the fields it needs, or with all. A part whose fields can stand
 * for each other, so that none of them is needed alone, documents an example of the whole part.
 */
export function documentedInput<Host>(operation: Operation<Host>, which: 'required' | 'all'): Input {
  const input: Input = {};
  for (const part of which === 'required' ? parts : []) {
    const [whole] = operation.input[part]?.meta()?.examples ?? [];
    if (whole !== undefined) input[part] = whole as Record<string, unknown>;
  }
  for (const { part, name, required, example } of fieldsOf(operation)) {
    if (example === undefined || (which === 'required' && !required)) continue;
    input[part] = { ...input[part], [name]: example };
  }
  return input;
}
