import { z } from 'zod';
import { manifestSchema } from './manifest-schema.ts';

/** The manifest's shape as JSON Schema 2020-12, for editors; it knows nothing of scopes and variables. */
export function manifestJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(manifestSchema, { io: 'input', target: 'draft-2020-12' });
  return { $schema, title: 'Minimart app manifest', ...schema };
}
