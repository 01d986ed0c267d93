import { redactKeys } from '@minimart/keys';

const mostOfAgent = 300;

/** What a program says of itself is anything at all: one line of it is kept, 300 characters, and a key in it is not. */
export function agentOf(userAgent: string | undefined): string | null {
  if (userAgent === undefined || userAgent === '') return null;
  return redactKeys(userAgent)
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .slice(0, mostOfAgent)
    .toWellFormed();
}
