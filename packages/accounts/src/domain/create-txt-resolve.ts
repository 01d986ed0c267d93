import { Resolver } from 'node:dns/promises';
import type { ResolveTxt } from './read-txt-proof.ts';

/** Which name servers to ask, the system's where none are named, and how long all tries may take. */
export interface TxtResolveOptions {
  servers?: readonly string[] | undefined;
  timeoutMs?: number | undefined;
}

const absent = new Set(['ENOTFOUND', 'ENODATA']);
const mostTexts = 100;

/** Asks name servers for TXT records (RFC 1035), the parts of each joined (RFC 7208, 3.3); a hundred at most. The system's hosts file and search domains do not count. */
export function createTxtResolve({ servers, timeoutMs = 5000 }: TxtResolveOptions = {}): ResolveTxt {
  return async (name) => {
    // One for each question, so that ending it ends no other.
    const resolver = new Resolver({ timeout: Math.min(1500, timeoutMs), tries: 2, maxTimeout: 2500 });
    if (servers !== undefined && servers.length > 0) resolver.setServers(servers);
    const deadline = setTimeout(() => resolver.cancel(), timeoutMs);
    try {
      const records = await resolver.resolveTxt(name);
      return { ok: true, texts: records.slice(0, mostTexts).map((parts) => parts.join('')) };
    } catch (error) {
      return toAnswer(name, error);
    } finally {
      clearTimeout(deadline);
    }
  };
}

function toAnswer(name: string, error: unknown): Awaited<ReturnType<ResolveTxt>> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (absent.has(code)) return { ok: true, texts: [] };
  if (code === 'ECANCELLED' || code === 'ETIMEOUT')
    return { ok: false, error: `No name server answered for ${name} in time.` };
  return { ok: false, error: `The name servers could not answer for ${name} (${code}).` };
}
