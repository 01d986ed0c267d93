import { createHash } from 'node:crypto';
import type { LimitDecision, RateLimiter } from '@minimart/keys';
import { Refusal } from '@minimart/problem';
import type { RequestHandler } from 'express';

const rate = { calls: 5, seconds: 3600 };

/**
 * Refuses `too_many_requests` where more than five mails an hour were asked for one address, from wherever: nobody's inbox is filled from here. It counts what
 * was typed, so it tells nothing of who has an account. Must come after the body was read.
 */
export function limitByRecipient(limiter: RateLimiter): RequestHandler {
  return async (request, _response, next) => {
    const { email } = (request.body ?? {}) as { email?: unknown };
    if (typeof email !== 'string') return next();
    const { allowed, retryInMs } = await takeMailTo(email, limiter);
    if (allowed) return next();
    const retryAfterSeconds = Math.max(1, Math.ceil(retryInMs / 1000));
    throw new Refusal({
      code: 'too_many_requests',
      detail: `Enough was sent to this address already. Wait ${retryAfterSeconds} s, and look into its inbox meanwhile.`,
      extra: { retryAfterSeconds },
    });
  };
}

/** Counts a mail to an address, and says whether it may go out. */
export async function takeMailTo(email: string, limiter: RateLimiter): Promise<LimitDecision> {
  const hash = createHash('sha256').update(email.trim().toLowerCase()).digest('base64url');
  return limiter.take(`mails to ${hash}`, rate);
}
