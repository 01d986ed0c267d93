import { Refusal } from '@minimart/problem';

/** The closed list of codes this package refuses with. */
export const chatbotErrorCodes = ['not_found', 'invalid_input', 'conflict', 'limit_reached'] as const;

export type ChatbotErrorCode = (typeof chatbotErrorCodes)[number];

/** A refusal of this package's closed list. */
export function refuse(code: ChatbotErrorCode, detail: string): Refusal<ChatbotErrorCode> {
  return new Refusal({ code, detail });
}

/** Says that a bot lacks something, by the id or name it was asked for; a long one is cut. */
export function notFound(what: string, wanted: string): Refusal<ChatbotErrorCode> {
  // Half of a surrogate pair at the cut is no character.
  const shown = wanted.length > 60 ? `${wanted.slice(0, 60).replace(/[\ud800-\udbff]$/, '')}…` : wanted;
  return refuse('not_found', `This bot has no ${what} "${shown}".`);
}
