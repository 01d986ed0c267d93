import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** How the body of a page may be sent. */
export type Encoding = 'br' | 'gzip' | 'identity';

/** A page as it is for everybody who is not signed in. */
export interface KeptPage {
  headers: readonly (readonly [name: string, value: string])[];
  /** Strong, of the body as it is, quotes included. */
  etag: string;
  body: Buffer;
  /** What the store shows was of this revision or a later one. */
  revision: string;
  /** In milliseconds, since whenever. */
  renderedAt: number;
  /** Made when they are first asked for. */
  compressed: Map<Encoding, Promise<Buffer>>;
}

/** Whether an answer is a whole page, the same for everybody: nothing is set for one visitor, and nothing in it is good for one answer alone. */
export function isKeepable({ status, headers }: Response): boolean {
  return (
    status === 200 &&
    headers.has('etag') &&
    headers.getSetCookie().length === 0 &&
    !headers.get('content-security-policy')?.includes("'nonce-")
  );
}

/** Reads an answer into memory. */
export async function toKeptPage(
  answer: Response,
  { revision, renderedAt }: Pick<KeptPage, 'revision' | 'renderedAt'>,
): Promise<KeptPage> {
  const { headers } = answer;
  return {
    headers: [...headers].filter(([name]) => name !== 'etag'),
    etag: headers.get('etag') ?? '',
    body: Buffer.from(await answer.arrayBuffer()),
    revision,
    renderedAt,
    compressed: new Map(),
  };
}

/** The page as an answer, compressed where the visitor's browser takes it (RFC 9110, 12.5.3); each form has a tag of its own. */
export async function toResponse(page: KeptPage, acceptEncoding: string | null): Promise<Response> {
  const encoding = chooseEncoding(acceptEncoding);
  const headers = new Headers(page.headers as [string, string][]);
  headers.set('etag', encoding === 'identity' ? page.etag : page.etag.replace(/"$/, `-${encoding}"`));
  const body = encoding === 'identity' ? page.body : await compressedAs(page, encoding);
  if (encoding !== 'identity') headers.set('content-encoding', encoding);
  headers.set('content-length', String(body.byteLength));
  return new Response(body as Uint8Array<ArrayBuffer>, { headers });
}

/** The best of what a browser says it takes; what it takes with a weight of 0 it does not take. */
export function chooseEncoding(accept: string | null): Encoding {
  const entries = (accept ?? '').split(',').map((entry) =>
    entry
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/),
  );
  const taken = new Set(entries.filter(([, weight = '']) => !/^q=0(\.0*)?$/.test(weight)).map(([name]) => name));
  return taken.has('br') ? 'br' : taken.has('gzip') ? 'gzip' : 'identity';
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
// Nearly as small as it gets, for about a millisecond of another thread.
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

function compressedAs({ compressed, body }: KeptPage, encoding: 'br' | 'gzip'): Promise<Buffer> {
  const made = compressed.get(encoding) ?? (encoding === 'br' ? brotli(body, quality) : zip(body));
  compressed.set(encoding, made);
  return made;
}
