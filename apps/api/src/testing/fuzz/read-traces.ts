import type { RawAnswer, RawRequest } from '../send-raw.ts';
import type { Operation } from './read-operations.ts';

/** What answers give for later calls: where lists go on, and which state was read. */
export interface Traces {
  cursors: string[];
  etags: string[];
}

interface Reading {
  known: Readonly<Record<string, readonly string[]>>;
  send(request: RawRequest): Promise<RawAnswer>;
  headers: Readonly<Record<Operation['by'], readonly Record<string, string>[]>>;
}

/** Reads everything that can be read by the first name that is known for each part of its path, lists by one entry. */
export async function readTraces(operations: readonly Operation[], { known, send, headers }: Reading): Promise<Traces> {
  const [cursors, etags] = [new Set<string>(), new Set<string>()];
  for (const { method, path, by, parameters } of operations) {
    if (method !== 'get') continue;
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => known[name]?.[0] ?? '1');
    const query = parameters.some(({ name }) => name === 'limit') ? '?limit=1' : '';
    const answer = await send({ method: 'GET', path: `${filled}${query}`, headers: headers[by][0] ?? {} });
    const { nextCursor } = (answer.json ?? {}) as { nextCursor?: string | null };
    if (typeof nextCursor === 'string') cursors.add(nextCursor);
    const { etag } = answer.headers;
    if (etag !== undefined) etags.add(etag);
  }
  return { cursors: [...cursors], etags: [...etags] };
}
