import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

/** What the contract says of one parameter. */
interface ContractParameter {
  name: string;
  in: 'query' | 'path';
  required?: boolean;
  schema: Record<string, unknown>;
}

/** One operation of the platform API as `platform-api.yaml` declares it. */
export interface ContractOperation {
  id: string;
  tag: string;
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  parameters: ContractParameter[];
  /** The schema of its body, references resolved; undefined when it takes none. */
  body: Record<string, unknown> | undefined;
  /** The statuses it declares. */
  statuses: number[];
  /** What is wrong with an answer of that status, in words; undefined when nothing is, or nothing is declared. */
  faultOf(status: number, body: unknown): string | undefined;
  /** What is wrong with a request's body, in words; undefined when nothing is. */
  bodyFaultOf(body: unknown): string | undefined;
}

interface RawOperation {
  operationId: string;
  tags: [string];
  parameters?: Record<string, unknown>[];
  requestBody?: { content: { 'application/json': { schema: Record<string, unknown> } } };
  responses: Record<string, { $ref?: string; content?: { 'application/json'?: { schema: Record<string, unknown> } } }>;
}

const document = parse(readFileSync(new URL('platform-api.yaml', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, RawOperation>>;
};

// Formats such as int64 are notes to the reader; the contract's own keywords begin with x-.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(document, 'platform');

/** Every operation of the contract. */
export const contractOperations: ContractOperation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, raw]) => toOperation(path, method as ContractOperation['method'], raw)),
);

function toOperation(path: string, method: ContractOperation['method'], raw: RawOperation): ContractOperation {
  const pointer = `platform#/paths/${escape(path)}/${method}`;
  const answers = new Map<number, ValidateFunction>();
  for (const [status, response] of Object.entries(raw.responses)) {
    const at = response.$ref ? `platform${response.$ref}` : `${pointer}/responses/${status}`;
    const declared = response.$ref ? (follow(response.$ref) as typeof response) : response;
    if (declared.content?.['application/json'])
      answers.set(Number(status), ajv.compile({ $ref: `${at}/content/application~1json/schema` }));
  }
  const body =
    raw.requestBody && (resolveRefs(raw.requestBody.content['application/json'].schema) as Record<string, unknown>);
  const validateBody =
    raw.requestBody && ajv.compile({ $ref: `${pointer}/requestBody/content/application~1json/schema` });
  return {
    id: raw.operationId,
    tag: raw.tags[0],
    method,
    path,
    parameters: (raw.parameters ?? []).map((parameter) => resolveRefs(parameter) as ContractParameter),
    body,
    statuses: Object.keys(raw.responses).map(Number),
    faultOf: (status, answer) => faultOf(answers.get(status), answer),
    bodyFaultOf: (sent) => faultOf(validateBody, sent),
  };
}

function faultOf(validate: ValidateFunction | undefined, value: unknown): string | undefined {
  return validate === undefined || validate(value) ? undefined : ajv.errorsText(validate.errors);
}

function escape(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D');
}

function follow(ref: string): unknown {
  return ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], document);
}

function resolveRefs(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(resolveRefs);
  if (typeof schema !== 'object' || schema === null) return schema;
  if ('$ref' in schema) return resolveRefs(follow(String(schema.$ref)));
  return Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, resolveRefs(value)]));
}
