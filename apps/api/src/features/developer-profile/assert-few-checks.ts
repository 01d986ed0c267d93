import type { ClaimToCheck } from '@minimart/accounts';
import type { LocalRateLimiter, RateLimit } from '@minimart/keys';
import { Refusal } from '@minimart/problem';

/** Enough to wait for a record by pressing the button, too little to bother a server with, whoever asks. */
const perDeveloper: RateLimit = { calls: 10, seconds: 60 };
const perDomain: RateLimit = { calls: 30, seconds: 60 };

/** Counts a check; refuses `too_many_checks` where a developer, or all for one domain, ask faster than is looked. */
export function assertFewChecks(
  limiter: LocalRateLimiter,
  { userId, domain }: Pick<ClaimToCheck, 'userId' | 'domain'>,
) {
  const limits = [
    [`developer ${userId}`, perDeveloper],
    [`domain ${domain}`, perDomain],
  ] as const;
  for (const [id, limit] of limits) {
    const { allowed, retryInMs } = limiter.take(id, limit);
    if (allowed) continue;
    const retryAfterSeconds = Math.max(1, Math.ceil(retryInMs / 1000));
    const detail = `That were many checks in a short time. Try again in ${retryAfterSeconds} s. It is looked for by itself as well.`;
    throw new Refusal({ code: 'too_many_checks', detail, extra: { retryAfterSeconds } });
  }
}
