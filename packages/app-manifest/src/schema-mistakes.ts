import { closestName } from '@minimart/external-request';
import { fieldPath } from '@minimart/problem';
import { z } from 'zod';
import { mistake, type ManifestMistake } from './manifest-error.ts';

type Issue = z.core.$ZodIssue;

/** Of more unknown fields than this, what was meant is not looked for. */
const mostGuessed = 100;

/** The issues of a parse in plain words, each at its own path below `prefix`; an unknown key gets the nearest known one. */
export function schemaMistakes(error: z.ZodError, schema: z.ZodType, prefix: string): ManifestMistake[] {
  const mistakes = error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [mistake(fieldPath(issue.path, prefix), sentence(issue))];
    const known = knownKeys(schema, issue.path);
    return issue.keys.map((key, place) =>
      mistake(fieldPath([...issue.path, key], prefix), unknownKey(key, place < mostGuessed ? known : [])),
    );
  });
  return [...new Map(mistakes.map((one) => [`${one.path}\n${one.message}`, one])).values()];
}

function unknownKey(key: string, known: string[]): string {
  if (known.length === 0) return `There is no field "${key.slice(0, 60)}" here.`;
  const closest = closestName(key, known);
  const hint = closest === undefined ? `Known here are ${known.join(', ')}.` : `Did you mean ${closest}?`;
  return `There is no field "${key.slice(0, 60)}" here. ${hint}`;
}

/** Messages that begin with a capital are whole sentences; the others continue "<field> ...". */
function sentence(issue: Issue): string {
  if (/^[A-Z]/u.test(issue.message)) return issue.message;
  const field = issue.path.findLast((part) => typeof part === 'string') ?? 'manifest';
  return `The field ${String(field)} ${issue.message}.`;
}

/** Words for the issues that no section words itself. */
export function plainWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'invalid_type') return undefined;
  const expected = typeNames[issue.expected as string] ?? `a value of type ${String(issue.expected)}`;
  return issue.input === undefined ? `is missing: it must be ${expected}` : `must be ${expected}`;
}

const typeNames: Record<string, string> = {
  string: 'text (in quotes where it looks like a number)',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object with named fields',
  record: 'an object with named fields',
  array: 'a list',
};

/** The fields an object has at `path`, found by walking the schema. */
function knownKeys(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const plain = unwrap(schema);
  const [first, ...rest] = path;
  if (first === undefined) return plain instanceof z.ZodObject ? Object.keys(plain.shape) : [];
  if (plain instanceof z.ZodArray) return knownKeys(plain.element, rest);
  const next = plain instanceof z.ZodObject ? (plain.shape as Record<PropertyKey, z.core.$ZodType>)[first] : undefined;
  return next === undefined ? [] : knownKeys(next, rest);
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? unwrap(schema.unwrap()) : schema;
}
