import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** The parts of JSON Schema (2020-12) that values are made from. */
export interface ValueSchema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, ValueSchema>;
  required?: string[];
  additionalProperties?: boolean | ValueSchema;
  propertyNames?: ValueSchema;
  items?: ValueSchema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: ValueSchema[];
  oneOf?: ValueSchema[];
  allOf?: ValueSchema[];
  examples?: unknown[];
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  pattern?: string;
  format?: string;
}

/** A parameter of an operation. */
export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: ValueSchema;
}

/** An answer as it came; the names of its headers are in lower case. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
}

/** One operation of an OpenAPI 3.1 document, as far as it has to be known to call it and to judge what comes back. */
export interface Operation {
  id: string;
  method: string;
  path: string;
  parameters: Parameter[];
  /** The schemas of its body by media type; empty where it takes none. */
  bodies: Record<string, ValueSchema>;
  /** Who may call it. */
  by: 'nobody' | 'token' | 'key';
  /** What of an answer the document does not say, in words; nothing where all is as declared. */
  faultsOf(answer: Answer): string[];
}

/** A document as it is served, as far as it is read here. */
export interface OpenApiDocument {
  paths: Record<string, Record<string, RawOperation>>;
  components: { schemas: Record<string, ValueSchema> };
}

interface RawOperation {
  operationId: string;
  parameters?: Parameter[];
  security: Record<string, unknown>[];
  requestBody?: { content: Record<string, { schema: ValueSchema }> };
  responses: Record<string, RawResponse>;
}

interface RawResponse {
  headers?: Record<string, { required?: boolean }>;
  content?: Record<string, unknown>;
}

/** Every operation of a document. */
export function readOperations(document: OpenApiDocument): Operation[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { ...noted, uri: (text) => URL.canParse(text) } });
  ajv.addSchema(document, 'document');
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]): Operation => {
      const at = `document#/paths/${inPointer(path)}/${method}/responses`;
      const bodies = Object.entries(raw.requestBody?.content ?? {}).map(([media, { schema }]) => [media, schema]);
      const schemes = raw.security.flatMap((each) => Object.keys(each));
      return {
        id: raw.operationId,
        method,
        path,
        parameters: raw.parameters ?? [],
        bodies: Object.fromEntries(bodies) as Record<string, ValueSchema>,
        by: schemes.length === 0 ? 'nobody' : schemes.includes('installationKey') ? 'key' : 'token',
        faultsOf: (answer) => faultsOf({ ajv, at, responses: raw.responses }, answer),
      };
    }),
  );
}

// Formats that a pattern beside them states exactly, or that are notes to the reader.
const noted = { 'date-time': true, date: true, email: true, binary: true } as const;

interface Declared {
  ajv: Ajv2020;
  /** Where the responses stand in the document. */
  at: string;
  responses: Record<string, RawResponse>;
}

function faultsOf({ ajv, at, responses }: Declared, { status, headers, text }: Answer): string[] {
  const name = String(status) in responses ? String(status) : 'default';
  const response = responses[name];
  if (response === undefined || (name === 'default' && status < 400)) return [`The status ${status} is not declared.`];
  const faults = headerFaultsOf(response, headers);
  const media = (headers['content-type'] ?? '').split(';')[0]!.trim();
  if (response.content === undefined)
    return text === '' ? faults : [...faults, `A body is sent with ${status}, which declares none.`];
  if (!(media in response.content)) return [...faults, `The type "${media}" is not declared for ${status}.`];
  const validate = ajv.compile({ $ref: `${at}/${name}/content/${inPointer(media)}/schema` });
  return [...faults, ...bodyFaultsOf(validate, media, text)];
}

function bodyFaultsOf(validate: ValidateFunction, media: string, text: string): string[] {
  let body: unknown = text;
  try {
    if (/[/+]json$/.test(media)) body = JSON.parse(text);
  } catch {
    return [`The body is not JSON: ${text.slice(0, 200)}`];
  }
  if (validate(body)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    return `The body${instancePath} ${message} ${JSON.stringify(params)}`;
  });
}

/** What every answer may carry without a word in the document: of the connection and proxies, of caching, and against misuse by browsers. */
const everywhere = new Set(
  (
    'date connection keep-alive transfer-encoding content-length content-type cache-control vary ' +
    'x-content-type-options referrer-policy x-frame-options content-security-policy cross-origin-opener-policy cross-origin-resource-policy permissions-policy x-request-id x-accel-buffering'
  ).split(' '),
);

function headerFaultsOf({ headers: declared = {} }: RawResponse, sent: Answer['headers']): string[] {
  const names = new Map(Object.entries(declared).map(([name, header]) => [name.toLowerCase(), header]));
  const undeclared = Object.keys(sent).filter((name) => !everywhere.has(name) && !names.has(name));
  const missing = [...names].filter(([name, { required = false }]) => required && sent[name] === undefined);
  return [
    ...undeclared.map((name) => `The header ${name}: ${sent[name]} is not declared.`),
    ...missing.map(([name]) => `The header ${name} is missing.`),
  ];
}

function inPointer(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D');
}
