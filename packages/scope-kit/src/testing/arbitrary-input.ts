import fc from 'fast-check';
import { z } from 'zod';
import type { OperationSchemas } from '../define-operation.ts';

/** The parts of JSON Schema (2020-12) that an arbitrary value is made from. */
interface ValueSchema {
  type?: string | string[];
  properties?: Record<string, ValueSchema>;
  required?: string[];
  items?: ValueSchema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: ValueSchema[];
  oneOf?: ValueSchema[];
  allOf?: ValueSchema[];
  examples?: unknown[];
  maxItems?: number;
  minimum?: number;
  maximum?: number;
}

/** Parts of a request to be tried: near what the schemas ask for, and now and then far off. */
export function arbitraryInput(schemas: OperationSchemas): fc.Arbitrary<Record<string, Record<string, unknown>>> {
  const parts = Object.entries(schemas).map(([part, schema]: [string, z.ZodObject]) => {
    const documented = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as ValueSchema;
    return [part, arbitraryOf(documented)] as const;
  });
  return fc.record(Object.fromEntries(parts)) as fc.Arbitrary<Record<string, Record<string, unknown>>>;
}

const awkwardText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', '0', '-1', '1e309', 'NaN', 'null', 'true', '2026-02-30', '[]', '{}', '\0', '\ud800', '%', 'main'),
);

const awkwardNumber = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(0, -1, 1.5, Number.MAX_SAFE_INTEGER, 2 ** 53, 1e21, 123, 456),
);

/** Values for a schema: mostly of its type and often one of its examples, sometimes anything that JSON can say. */
export function arbitraryOf(schema: ValueSchema): fc.Arbitrary<unknown> {
  const alike = alikeOf(schema);
  const { examples = [] } = schema;
  const usual = examples.length > 0 ? [{ weight: 4, arbitrary: fc.constantFrom(...examples) }] : [];
  return fc.oneof(...usual, { weight: 4, arbitrary: alike }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) });
}

function alikeOf(schema: ValueSchema): fc.Arbitrary<unknown> {
  const options = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (options) return fc.oneof(...options.map(arbitraryOf));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const [type = 'any'] = [schema.type ?? []].flat();
  switch (type) {
    case 'object': {
      const { properties = {}, required = [] } = schema;
      const fields = Object.entries(properties).map(([name, field]) => [name, arbitraryOf(field)] as const);
      return fc.record(Object.fromEntries(fields), { requiredKeys: required.filter((name) => name in properties) });
    }
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}), { maxLength: Math.min((schema.maxItems ?? 3) + 1, 30) });
    case 'integer':
    case 'number':
      return awkwardNumber;
    case 'boolean':
      return fc.boolean();
    case 'string':
      return awkwardText;
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}
