import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

const current = new AsyncLocalStorage<string>();

// Without an underline, which every token of ours has: what is sent here is logged.
const wellFormed = /^[A-Za-z0-9.-]{1,128}$/;

/**
 * Takes the request's `X-Request-Id` when it is 1 to 128 letters, digits, dots and hyphens, else makes a UUID; answers it, and lets all
 * that is done for the request know it.
 */
export const withRequestId: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id') ?? '';
  const id = wellFormed.test(given) ? given : randomUUID();
  response.set('x-request-id', id);
  current.run(id, next);
};

/** What every log line says of the request under way: its id, or nothing outside of one. */
export function requestFacts(): { requestId?: string } {
  const requestId = current.getStore();
  return requestId === undefined ? {} : { requestId };
}
