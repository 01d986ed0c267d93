import { neighbourhoodOf, type RateLimit, type RateLimiter } from '@minimart/keys';
import { Refusal } from '@minimart/problem';
import type { RequestHandler, Response } from 'express';

/** What is limited, for whoever reads the headers: `search`; how much of it, without which there is no limit; and what counts. */
export interface AddressLimit {
  name: string;
  rate: RateLimit | undefined;
  limiter: RateLimiter;
}

/**
 * Refuses `too_many_requests` to an address, of IPv6 a network of 64 bits, that asks more often than it may. Each answer says what is left, as
 * `RateLimit-Policy: "<name>";q=<calls>;w=<seconds>` and `RateLimit: "<name>";r=<calls left>;t=<seconds until all are free>`
 * (draft-ietf-httpapi-ratelimit-headers-10, sections 3 and 4).
 */
export function limitByAddress({ name, rate, limiter }: AddressLimit): RequestHandler {
  if (rate === undefined) return (_request, _response, next) => next();
  return async (request, response, next) => {
    const { allowed, remaining, fullInMs, retryInMs } = await limiter.take(
      `${name} ${neighbourhoodOf(request.ip)}`,
      rate,
    );
    tell(response, {
      policy: `"${name}";q=${rate.calls};w=${rate.seconds}`,
      left: `"${name}";r=${remaining};t=${toSeconds(fullInMs)}`,
    });
    if (allowed) return next();
    const retryAfterSeconds = Math.max(1, toSeconds(retryInMs));
    throw new Refusal({
      code: 'too_many_requests',
      detail: `From your address or its network came more than ${rate.calls} of these calls in ${rate.seconds} s. Wait ${retryAfterSeconds} s.`,
      extra: { retryAfterSeconds },
    });
  };
}

function tell(response: Response, { policy, left }: { policy: string; left: string }): void {
  response.setHeader('RateLimit-Policy', policy);
  response.setHeader('RateLimit', left);
}

const toSeconds = (ms: number): number => Math.ceil(ms / 1000);
