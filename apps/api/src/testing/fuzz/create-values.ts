import fc from 'fast-check';
import { hostileValue } from '../hostile-input.ts';
import type { ValueSchema } from './read-operations.ts';
import { textBeyond, textOf } from './text-of.ts';

/** What values are made from, besides their schema. */
export interface ValueSources {
  /** The schemas that `$ref` leads to, by name. */
  schemas: Readonly<Record<string, ValueSchema>>;
  /** Texts that mean something in the world under test, by the name of the field or parameter that takes them. */
  known: Readonly<Record<string, readonly string[]>>;
}

/** Makes values for schemas; the name of a field says what is known to mean something there. */
export interface Values {
  /** As the schema asks, often at its limits. */
  validOf(schema: ValueSchema, name?: string): fc.Arbitrary<unknown>;
  /** Something that is there under that name, where anything is known to be. */
  knownOf(name: string): fc.Arbitrary<string> | undefined;
  /** As the schema asks but for one place, where it is a step beyond or something else altogether. */
  nearlyOf(schema: ValueSchema, name?: string): fc.Arbitrary<unknown>;
}

const oddNames = ['__proto__', 'constructor', 'toString', 'id', '', '\0', '\ud800', '0', 'x'.repeat(300)];

/** Wires it. */
export function createValues({ schemas, known }: ValueSources): Values {
  const resolve = (schema: ValueSchema): ValueSchema => {
    if (schema.$ref === undefined) return schema;
    const found = schemas[schema.$ref.split('/').at(-1)!];
    if (found === undefined) throw new Error(`There is no schema ${schema.$ref}.`);
    return resolve(found);
  };
  const choicesOf = ({ anyOf, oneOf, allOf }: ValueSchema) => anyOf ?? oneOf ?? allOf;
  const entriesOf = ({ properties = {} }: ValueSchema) => Object.entries(properties);
  const required = (schema: ValueSchema) => (schema.required ?? []).filter((name) => name in (schema.properties ?? {}));

  function validOf(given: ValueSchema, name = ''): fc.Arbitrary<unknown> {
    const schema = resolve(given);
    const types = typesOf(schema);
    const meant = types.includes('string') && schema.enum === undefined ? (known[name] ?? []) : [];
    const usual = [...meant, ...(schema.examples ?? [])];
    const made = madeFor(schema, name);
    if (usual.length === 0) return made;
    return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: made });
  }

  function madeFor(schema: ValueSchema, name: string): fc.Arbitrary<unknown> {
    const choices = choicesOf(schema);
    if (choices) return fc.oneof(...choices.map((each) => validOf(each, name)));
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    return fc.oneof(...typesOf(schema).map((type) => ofType(type, schema, name)));
  }

  function ofType(type: string, schema: ValueSchema, name: string): fc.Arbitrary<unknown> {
    switch (type) {
      case 'object':
        return objectOf(schema);
      case 'array': {
        const { items = {}, minItems = 0, maxItems = 5 } = schema;
        return fc.array(validOf(items, name), { minLength: minItems, maxLength: Math.min(maxItems, minItems + 4) });
      }
      case 'integer':
      case 'number':
        return numberOf(type, schema);
      case 'boolean':
        return fc.boolean();
      case 'string':
        return textOf(schema);
      case 'null':
        return fc.constant(null);
      default:
        return fc.jsonValue({ maxDepth: 2 });
    }
  }

  function objectOf(schema: ValueSchema): fc.Arbitrary<Record<string, unknown>> {
    const { properties, additionalProperties, propertyNames = {} } = schema;
    if (properties === undefined && typeof additionalProperties === 'object') {
      const key = textOf(resolve(propertyNames)).filter((text) => text !== '__proto__');
      return fc.dictionary(key, validOf(additionalProperties), { maxKeys: 3 });
    }
    const fields = entriesOf(schema).map(([name, field]) => [name, validOf(field, name)] as const);
    return fc.record(Object.fromEntries(fields), { requiredKeys: required(schema) }) as fc.Arbitrary<
      Record<string, unknown>
    >;
  }

  function nearlyOf(given: ValueSchema, name = ''): fc.Arbitrary<unknown> {
    const schema = resolve(given);
    const choices = choicesOf(schema);
    const beyond = choices
      ? choices.map((each) => nearlyOf(each, name))
      : typesOf(schema).map((type) => beyondType(type, schema, name));
    return fc.oneof({ weight: 4, arbitrary: fc.oneof(...beyond) }, { weight: 1, arbitrary: hostileValue });
  }

  function beyondType(type: string, schema: ValueSchema, name: string): fc.Arbitrary<unknown> {
    if (schema.enum || schema.const !== undefined) {
      const one = String(schema.enum?.[0] ?? schema.const);
      return fc.constantFrom(one.toUpperCase(), `${one} `, '', null, [one]);
    }
    switch (type) {
      case 'object':
        return nearlyObject(schema);
      case 'array':
        return nearlyArray(schema, name);
      case 'integer':
      case 'number': {
        const { minimum = 0, maximum = 2 ** 53 - 1 } = schema;
        return fc.constantFrom(minimum - 1, maximum + 1, minimum + 0.5, -0, 1e21, 1e308, `${minimum}`, null);
      }
      case 'string':
        return textBeyond(schema);
      default:
        return hostileValue;
    }
  }

  function nearlyObject(schema: ValueSchema): fc.Arbitrary<unknown> {
    const whole = objectOf(schema);
    const entries = entriesOf(schema);
    const oneNearly = entries.map(([name, field]) =>
      fc.tuple(whole, nearlyOf(field, name)).map(([object, value]) => ({ ...object, [name]: value })),
    );
    const without = fc
      .tuple(whole, fc.constantFrom('', ...required(schema)))
      .map(([object, gone]) => Object.fromEntries(Object.entries(object).filter(([name]) => name !== gone)));
    const more = fc
      .tuple(whole, fc.constantFrom(...oddNames), hostileValue)
      // fromEntries makes an own property even of __proto__, as JSON.parse does.
      .map(([object, name, value]) => Object.fromEntries([...Object.entries(object), [name, value]]));
    return fc.oneof(...oneNearly, without, more);
  }

  function nearlyArray({ items = {}, minItems = 0, maxItems }: ValueSchema, name: string): fc.Arbitrary<unknown> {
    const item = validOf(items, name);
    const exactly = (length: number) => fc.array(item, { minLength: length, maxLength: length, size: 'max' });
    return fc.oneof(
      fc.tuple(exactly(minItems), nearlyOf(items, name)).map(([before, one]) => [...before, one]),
      exactly(Math.max(0, minItems - 1)),
      // The same thing twice.
      item.map((one) => [one, one]),
      ...(maxItems === undefined || maxItems > 300 ? [] : [exactly(maxItems), exactly(maxItems + 1)]),
    );
  }

  const knownOf = (name: string) => (known[name] === undefined ? undefined : fc.constantFrom(...known[name]));
  return { validOf, nearlyOf, knownOf };
}

function typesOf({ type = 'any', properties }: ValueSchema): string[] {
  return type === 'any' && properties !== undefined ? ['object'] : [type].flat();
}

function numberOf(type: string, schema: ValueSchema): fc.Arbitrary<number> {
  const { exclusiveMinimum, minimum = exclusiveMinimum === undefined ? -1e6 : exclusiveMinimum + 1 } = schema;
  const { maximum = Math.max(1e6, minimum) } = schema;
  const [low, high] = [Math.ceil(minimum), Math.floor(maximum)];
  const whole = fc.integer({ min: Math.max(low, -(2 ** 31)), max: Math.min(high, 2 ** 31 - 1) });
  const edges = fc.constantFrom(low, high);
  const some = fc.oneof({ weight: 4, arbitrary: whole }, { weight: 1, arbitrary: edges });
  return type === 'integer' ? some : fc.oneof(some, fc.double({ min: minimum, max: maximum, noNaN: true }));
}
