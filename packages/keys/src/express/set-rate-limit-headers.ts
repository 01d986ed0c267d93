import type { Response } from 'express';
import type { LimitDecision, RateLimit } from '../rate-limit.ts';

/**
 * `RateLimit-Policy: "key";q=<calls>;w=<seconds>` and `RateLimit: "key";r=<calls left>;t=<seconds until all are free>`
 * (draft-ietf-httpapi-ratelimit-headers-10, sections 3 and 4).
 */
export function setRateLimitHeaders(res: Pick<Response, 'setHeader'>, rate: RateLimit, decision: LimitDecision): void {
  // On every call, so without Express's care for types and charsets.
  res.setHeader('RateLimit-Policy', `"key";q=${rate.calls};w=${rate.seconds}`);
  res.setHeader('RateLimit', `"key";r=${decision.remaining};t=${Math.ceil(decision.fullInMs / 1000)}`);
}
