import { hasTokenScope } from '@minimart/accounts';
import { Refusal } from '@minimart/problem';
import type { Response } from 'express';
import type { Actor } from './actor.ts';
import type { TokenDemand } from './route.ts';

/** Whether somebody asks by what a call takes: by a session always, by a token where it has the scope. */
export function meetsDemand({ by, scopes }: Pick<Actor, 'by' | 'scopes'>, demand: TokenDemand): boolean {
  if (by === 'session' || demand === 'not-needed') return true;
  return demand !== 'session-only' && hasTokenScope(scopes ?? null, demand);
}

/** Refuses a token, with the scope that it lacks, in the answer's header too (RFC 6750, 3.1). */
export function refuseToken(demand: TokenDemand, response: Pick<Response, 'set'>): never {
  if (demand === 'session-only') {
    const detail = 'A personal access token may not do this. Sign in to the store in a browser.';
    throw new Refusal({ code: 'session_required', detail });
  }
  response.set('www-authenticate', `Bearer error="insufficient_scope", scope="${demand}"`);
  const detail = `This personal access token lacks the scope ${demand}. Make one that has it.`;
  throw new Refusal({ code: 'token_scope_missing', detail, extra: { needed: demand } });
}
