import type { FieldError } from '@minimart/problem';
import { parseJsonPath } from './json-path.ts';
import type { ResponseField } from './response-field-schema.ts';

/** What is wrong with a list of response fields: a path that cannot be read, a name that is there twice. `path` leads every error's path. */
export function checkResponseFields(
  fields: readonly Pick<ResponseField, 'name' | 'path'>[],
  path: string,
): FieldError[] {
  return fields.flatMap(({ name, path: jsonPath }, place) => {
    const parsed = parseJsonPath(jsonPath);
    const isTwice = fields.findIndex((other) => other.name === name) < place;
    return [
      ...(isTwice ? [{ path: `${path}[${place}].name`, message: `The name ${name} is there twice.` }] : []),
      ...(parsed.ok ? [] : [{ path: `${path}[${place}].path`, message: `The path ${parsed.mistake}.` }]),
    ];
  });
}
