import { Refusal } from '@minimart/problem';
import type { RequestHandler } from 'express';

const deepest = 64;

/**
 * Refuses what nothing of ours ever contains: U+0000 and half a surrogate pair, which PostgreSQL cannot store, bodies
 * nested deeper than 64, on which a recursive walk would run out of stack, and fields of platform calls that are named `__proto__`, which
 * would get lost on the way.
 */
export const refuseUnstorable: RequestHandler = (request, _response, next) => {
  const flaw = /%00/i.test(request.originalUrl) ? nul : findFlaw(request.body);
  if (flaw !== undefined) throw new Refusal({ code: 'invalid_request', detail: flaw });
  // The management API names what a schema of it does not know.
  const lost = request.path.startsWith('/api/') ? findLost(request.body, 'body') : undefined;
  if (lost === undefined) return next();
  const message = 'A field cannot have this name. Give it another, or leave it out.';
  throw new Refusal({ code: 'invalid_input', detail: `${lost}: ${message}`, errors: [{ path: lost, message }] });
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

/** Where in a body, which is not too deep, a field is named `__proto__`: objects that are copied leave it behind. */
function findLost(value: unknown, path: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, part] of Object.entries(value)) {
    const at = Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`;
    const lost = name === '__proto__' ? at : findLost(part, at);
    if (lost !== undefined) return lost;
  }
  return undefined;
}

function flawOf(text: string): string | undefined {
  if (text.includes('\0')) return nul;
  return text.isWellFormed() ? undefined : half;
}
