import fc from 'fast-check';
import { hostileHeaders, hostileSegment, hostileText, spoilt } from '../hostile-input.ts';
import type { RawRequest } from '../send-raw.ts';
import type { Values } from './create-values.ts';
import { oddJson } from './odd-json.ts';
import type { Operation, Parameter, ValueSchema } from './read-operations.ts';

/** What requests are made from, besides the operation. */
export interface RequestSources {
  values: Values;
  /** Bodies known to be good, by the operation's id. */
  bodies: Readonly<Record<string, object>>;
  /** Values of headers by which whoever calls is known: the right ones first, then others. */
  credentials: Readonly<Record<Operation['by'], readonly Record<string, string>[]>>;
  /** Entity tags that answers have had. */
  etags: readonly string[];
  /** Files that an upload takes. */
  files: readonly Buffer[];
  /** Headers that depend on the body; those are sent that the operation takes. */
  sign(body: string | Buffer): Record<string, string>;
}

type Body = { type: string; bytes: string | Buffer } | undefined;

/** Where a request is not as the document asks. */
type Flaw = 'path' | 'query' | 'headers' | 'body' | 'credentials';

/** Requests to an operation: as the document asks, with a flaw in one part, and with flaws in all. */
export function requestsTo(operation: Operation, sources: RequestSources): fc.Arbitrary<RawRequest> {
  const { parameters, bodies } = operation;
  const isThere: Record<Flaw, number> = {
    path: parameters.some((each) => each.in === 'path') ? 1 : 0,
    query: parameters.some((each) => each.in === 'query') ? 3 : 1,
    headers: 2,
    body: Object.keys(bodies).length > 0 ? 6 : 1,
    credentials: 1,
  };
  const withFlaws = (...flaws: Flaw[]) => requestWith(operation, sources, new Set(flaws));
  return fc.oneof(
    { weight: 5, arbitrary: withFlaws() },
    ...Object.entries(isThere).map(([flaw, weight]) => ({ weight, arbitrary: withFlaws(flaw as Flaw) })),
    { weight: 1, arbitrary: withFlaws('path', 'query', 'headers', 'body', 'credentials') },
  );
}

function requestWith(
  operation: Operation,
  sources: RequestSources,
  flaws: ReadonlySet<Flaw>,
): fc.Arbitrary<RawRequest> {
  const [right = {}, ...others] = sources.credentials[operation.by];
  const isSigned = operation.parameters.some(({ name }) => name.toLowerCase() in sources.sign(''));
  return fc
    .record({
      path: pathOf(operation, sources, flaws.has('path')),
      query: queryOf(operation, sources, flaws.has('query')),
      headers: headersOf(operation, sources, flaws.has('headers')),
      body: flaws.has('body') ? brokenBodyOf(operation, sources) : bodyOf(operation, sources),
      who: flaws.has('credentials') ? fc.constantFrom(...others) : fc.constant(right),
    })
    .map(({ path, query, headers, body, who }) => ({
      method: operation.method.toUpperCase(),
      path: query === '' ? path : `${path}?${query}`,
      headers: {
        ...(body && { 'content-type': body.type, 'content-length': String(Buffer.byteLength(body.bytes)) }),
        ...headers,
        ...(isSigned && !flaws.has('headers') && sources.sign(body?.bytes ?? '')),
        ...who,
      },
      body: body?.bytes,
    }));
}

const partOf = ({ parameters }: Operation, place: Parameter['in']) => parameters.filter((each) => each.in === place);

function pathOf(operation: Operation, { values }: RequestSources, isFlawed: boolean): fc.Arbitrary<string> {
  const parts = partOf(operation, 'path').map(({ name, schema }) => {
    const good = (values.knownOf(name) ?? values.validOf(schema, name)).map(segmentOf);
    // An empty part would be the path of another operation.
    return [name, (isFlawed ? fc.oneof(good, hostileSegment) : good).map((part) => part || '0')] as const;
  });
  return fc.record(Object.fromEntries(parts)).map((filled: Record<string, string>) => {
    return operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => filled[name]!);
  });
}

function queryOf(operation: Operation, { values }: RequestSources, isFlawed: boolean): fc.Arbitrary<string> {
  const declared = partOf(operation, 'query');
  const oddNames = [...declared.map(({ name }) => name), 'cursor', 'limit', '__proto__', 'a[b]', ''];
  const needed = declared.filter(({ required = false }) => required);
  // All at once seldom go together.
  const some = fc
    .subarray(declared, { maxLength: Math.min(2, declared.length) })
    .map((more) => new Set([...needed, ...more].map(({ name }) => name)));
  const all = fc.record(Object.fromEntries(declared.map(({ name, schema }) => [name, values.validOf(schema, name)])));
  const good = fc.tuple(all, some).map(([query, names]) =>
    Object.entries(query)
      .filter(([name]) => names.has(name))
      .map(([name, value]) => `${name}=${segmentOf(value)}`),
  );
  if (!isFlawed) return good.map((parts) => parts.join('&'));
  const nearly = declared.map(({ name, schema }) =>
    values.nearlyOf(schema, name).map((value) => `${name}=${segmentOf(value)}`),
  );
  const hostile = fc.tuple(fc.constantFrom(...oddNames), hostileSegment).map(([name, value]) => `${name}=${value}`);
  const flaw = fc.oneof({ weight: 2, arbitrary: hostile }, ...nearly.map((arbitrary) => ({ weight: 1, arbitrary })));
  return fc.tuple(good, flaw).map(([parts, one]) => [...parts, one].join('&'));
}

function headersOf(
  operation: Operation,
  { values, etags }: RequestSources,
  isFlawed: boolean,
): fc.Arbitrary<Record<string, string>> {
  const declared = partOf(operation, 'header').map(
    ({ name, schema }) => [name.toLowerCase(), values.validOf(schema, name).map(headerOf)] as const,
  );
  const needed = partOf(operation, 'header').flatMap(({ name, required = false }) =>
    required ? [name.toLowerCase()] : [],
  );
  const tag = fc.constantFrom('*', ...etags);
  const conditions = { 'if-match': tag, 'if-none-match': tag, accept: fc.constantFrom('*/*', 'text/event-stream') };
  const good = fc.record(Object.fromEntries(declared), { requiredKeys: needed });
  if (!isFlawed) return good;
  const odd = fc.record(conditions, { requiredKeys: [] });
  return fc.tuple(good, odd, hostileHeaders).map(([first, second, third]) => ({ ...first, ...second, ...third }));
}

function bodyOf(operation: Operation, sources: RequestSources): fc.Arbitrary<Body> {
  const media = Object.entries(operation.bodies);
  if (media.length === 0) return fc.constant(undefined);
  return fc.oneof(...media.map(([type, schema]) => bodyIn(type, { schema, id: operation.id, sources })));
}

interface Asked {
  id: string;
  schema: ValueSchema;
  sources: RequestSources;
}

function bodyIn(type: string, { id, schema, sources }: Asked): fc.Arbitrary<Body> {
  const { values, bodies, files } = sources;
  if (type === 'application/octet-stream') return fc.constantFrom(...files).map((bytes) => ({ type, bytes }));
  if (type === 'multipart/form-data') return fc.constantFrom(...files).map(formWith);
  const known = bodies[id];
  const made = values.validOf(schema);
  return (known === undefined ? made : fc.oneof(made, fc.constant(known))).map((value) => json(JSON.stringify(value)));
}

function brokenBodyOf(operation: Operation, sources: RequestSources): fc.Arbitrary<Body> {
  const broken = Object.entries(operation.bodies).map(([type, schema]) => {
    if (!type.endsWith('json'))
      return fc.uint8Array({ maxLength: 200 }).map((bytes) => ({ type, bytes: Buffer.from(bytes) }));
    const known = sources.bodies[operation.id];
    const good = sources.values.validOf(schema);
    return fc.oneof(
      sources.values.nearlyOf(schema).map((value) => json(JSON.stringify(value))),
      (known === undefined ? good.chain(spoilt) : spoilt(known)).map((value) => json(JSON.stringify(value))),
      oddJson(known === undefined ? good : fc.constant(known)).map(json),
    );
  });
  const nothing = fc.constant(undefined);
  return fc.oneof(
    ...broken.map((arbitrary) => ({ weight: 4, arbitrary })),
    { weight: 1, arbitrary: hostileText.map(json) },
    { weight: 1, arbitrary: nothing },
    { weight: 1, arbitrary: hostileText.map((bytes) => ({ type: 'text/plain', bytes })) },
  );
}

function json(bytes: string | Buffer): { type: string; bytes: string | Buffer } {
  return { type: 'application/json', bytes };
}

function formWith(file: Buffer): { type: string; bytes: Buffer } {
  const head = '--edge\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n';
  return {
    type: 'multipart/form-data; boundary=edge',
    bytes: Buffer.concat([Buffer.from(head), file, Buffer.from('\r\n--edge--\r\n')]),
  };
}

/** Longer than this, with all else, the head of a request is more than a server of Node.js reads. */
const longestSegment = 6_000;

/** A value as it stands in an address; half a character cannot. */
function segmentOf(value: unknown): string {
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, longestSegment);
  const whole = encodeURIComponent(text.toWellFormed());
  return whole.length <= longestSegment ? whole : encodeURIComponent(text.slice(0, longestSegment / 12).toWellFormed());
}

/** A value as it can stand in a header. */
function headerOf(value: unknown): string {
  return String(value).replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?');
}
