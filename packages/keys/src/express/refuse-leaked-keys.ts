import type { Request, RequestHandler, Response } from 'express';
import { findKeys } from '../find-keys.ts';
import { parseAddress } from '../networks.ts';
import { refuseWithProblem, type KeyRefusal, type Refuse } from './refuse-with-problem.ts';

/** Where a key stood that must not stand there. */
export type LeakPlace = 'path' | 'query' | 'body';

/** Keys that came in the wrong place; never write them down. */
export interface LeakedKeys {
  keys: string[];
  place: LeakPlace;
  address: string | undefined;
}

/** How the guard against leaked keys is wired. */
export interface RefuseLeakedKeysOptions {
  /** Told of keys that came in the wrong place, to have that written down; a failure of it goes to `next(error)`. */
  onLeak: (leak: LeakedKeys) => Promise<void>;
  /** What was sent as the body, as text; nothing without it. Comes after whatever parses bodies. */
  bodyOf?: (req: Request) => string | undefined;
  refuse?: Refuse;
}

const refusal = (place: LeakPlace): KeyRefusal => ({
  status: 400,
  code: 'key_leaked',
  detail:
    `There is an API key in the ${place} of this request. Keys belong in the Authorization header alone: elsewhere they end up in logs. ` +
    `Nothing was done. Have the key replaced.`,
  extra: { place },
});

/** Express guard: refuses a request with a key in its address or body, and says so to `onLeak`. */
export function refuseLeakedKeys({
  onLeak,
  bodyOf,
  refuse = refuseWithProblem,
}: RefuseLeakedKeysOptions): RequestHandler {
  const answer = async (req: Request, res: Response, leak: LeakedKeys) => {
    await onLeak(leak);
    res.set('Cache-Control', 'no-store');
    await refuse(req, res, refusal(leak.place));
  };
  return (req, res, next) => {
    const leak = findLeak(req, bodyOf?.(req));
    if (leak === undefined) {
      next();
      return;
    }
    const fail = (error: unknown) => {
      next(error instanceof Error ? error : new Error('The request could not be refused.', { cause: error }));
    };
    answer(req, res, leak).catch(fail);
  };
}

function findLeak(req: Request, body: string | undefined): LeakedKeys | undefined {
  const [path = '', ...query] = req.originalUrl.split('?');
  const places: [LeakPlace, string][] = [
    ['path', decoded(path)],
    ['query', decoded(query.join('?'))],
    ['body', unescaped(body ?? '')],
  ];
  for (const [place, text] of places) {
    const keys = findKeys(text);
    if (keys.length > 0) return { keys, place, address: parseAddress(req.ip) };
  }
  return undefined;
}

// A key needs no escaping, but one that was escaped all the same is a key in a log for whoever decodes it.
function decoded(text: string): string {
  if (!text.includes('%')) return text;
  return text.replaceAll(/(?:%[0-7][0-9a-f])+/gi, (escaped) => decodeURIComponent(escaped));
}

// Nor in JSON (RFC 8259, section 7), where every letter may be written by its number.
function unescaped(text: string): string {
  if (!text.includes('\\u00')) return text;
  return text.replaceAll(/\\u00([0-7][0-9a-f])/gi, (_escaped, code: string) => String.fromCharCode(parseInt(code, 16)));
}
