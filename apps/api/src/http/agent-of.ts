import { redactSecrets } from './redact-secrets.ts';

const mostOfAgent = 300;

/** What a program says of itself is anything at all: one line of it is kept, 300 characters, and a secret of ours in it is not. */
export function agentOf(userAgent: string | undefined): string | null {
  if (userAgent === undefined || userAgent === '') return null;
  return redactSecrets(userAgent)
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .slice(0, mostOfAgent)
    .toWellFormed();
}
