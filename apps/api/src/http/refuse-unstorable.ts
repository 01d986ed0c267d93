import { Refusal } from '@minimart/problem';
import type { RequestHandler } from 'express';

const deepest = 64;

/**
 * Refuses what nothing of ours ever contains: U+0000 and half a surrogate pair, which PostgreSQL cannot store, and bodies
 * nested deeper than 64, on which a recursive walk would run out of stack.
 */
export const refuseUnstorable: RequestHandler = (request, _response, next) => {
  const flaw = /%00/i.test(request.originalUrl) ? nul : findFlaw(request.body);
  if (flaw === undefined) return next();
  throw new Refusal({ code: 'invalid_request', detail: flaw });
};

const nul = 'The request contains the character U+0000, which cannot be stored. Leave it out.';
const half = 'The request contains half of a surrogate pair, which is no character. Send whole characters.';
const deep = `The body is nested deeper than ${deepest} levels. Make it flatter.`;

// Level by level, since a recursive walk is what a deep body is made to break.
function findFlaw(body: unknown): string | undefined {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return deep;
    const next: unknown[] = [];
    for (const value of level) {
      const flaw = typeof value === 'string' ? flawOf(value) : undefined;
      if (flaw !== undefined) return flaw;
      if (typeof value !== 'object' || value === null) continue;
      for (const [key, part] of Object.entries(value)) next.push(key, part);
    }
    level = next;
  }
  return undefined;
}

function flawOf(text: string): string | undefined {
  if (text.includes('\0')) return nul;
  return text.isWellFormed() ? undefined : half;
}
