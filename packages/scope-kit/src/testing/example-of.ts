import { z } from 'zod';

/** The parts of JSON Schema that an example can be made from. */
interface DocumentedSchema {
  properties?: Record<string, DocumentedSchema>;
  required?: string[];
  examples?: unknown[];
  default?: unknown;
  enum?: unknown[];
  const?: unknown;
}

/** One property of a documented object. */
export interface DocumentedField {
  name: string;
  required: boolean;
  /** Undefined when the schema documents none. */
  example: unknown;
}

/** The properties of an input schema with the first example each documents (`.meta({ examples })`), as the API docs show them. */
export function documentedFields(schema: z.ZodObject): DocumentedField[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  }) as DocumentedSchema;
  return Object.entries(properties).map(([name, property]) => ({
    name,
    required: required.includes(name),
    example: exampleOf(property),
  }));
}

function exampleOf(schema: DocumentedSchema): unknown {
  const [first] = schema.examples ?? (schema.const === undefined ? schema.enum : [schema.const]) ?? [];
  if (first !== undefined) return first;
  if (schema.default !== undefined) return schema.default;
  if (!schema.properties) return undefined;
  return Object.fromEntries(Object.entries(schema.properties).map(([name, property]) => [name, exampleOf(property)]));
}
