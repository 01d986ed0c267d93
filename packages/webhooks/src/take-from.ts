import { takeResponseFields, type ResponseField } from '@minimart/external-request';
import type { TakenValues } from './delivery.ts';
import { judgeAnswer } from './judge-answer.ts';
import type { Redactor } from './redact-secrets.ts';
import type { AttemptResult } from './settle-attempt.ts';

/** What to take from an answer, and what takes out of a text that which must not be kept. */
export interface Taking {
  take: readonly ResponseField[];
  redact: Redactor['text'];
}

/**
 * What was taken from an answer, undefined when there was nothing to take, and those of the values that must not be written down. A value with a secret of
 * the request in it is not taken: a server that repeats its key must not have it kept, nor sent once more.
 */
export function takeFrom(
  result: AttemptResult,
  { take, redact }: Taking,
): { taken: TakenValues | undefined; secrets: string[] } {
  if (take.length === 0 || result.kind !== 'answered' || judgeAnswer(result.statusCode) !== 'delivered')
    return { taken: undefined, secrets: [] };
  const found = takeResponseFields(take, result).flatMap(({ name, value }) =>
    value === null || (typeof value === 'string' && redact(value) !== value) ? [] : [{ name, value }],
  );
  const secret = new Set(take.filter((field) => field.secret).map(({ name }) => name));
  const secrets = found.filter(({ name, value }) => secret.has(name) && typeof value !== 'boolean' && value !== '');
  return {
    taken: Object.fromEntries(found.map(({ name, value }) => [name, value])),
    secrets: secrets.map(({ value }) => String(value)),
  };
}
