import type { RequestHandler } from 'express';

/** What an answer may do that a browser opens by itself: nothing. Documents of ours say more in its place. */
export const nothingPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const usual = {
  'content-security-policy': nothingPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
} as const;

const onlyHttps = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } as const;

/** Puts on every answer what keeps a browser from doing more with it than was meant; over https also that it comes back by https (RFC 6797). */
export function securityHeaders(baseUrl: string): RequestHandler {
  const headers = Object.entries({ ...usual, ...(isHttps(baseUrl) && onlyHttps) });
  return (_request, response, next) => {
    // On every call, so without Express's care for types and charsets.
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

/** A policy for a document; over https it also turns what it names by http into https. */
export function documentPolicy(policy: string, baseUrl: string): string {
  return isHttps(baseUrl) ? `${policy}; upgrade-insecure-requests` : policy;
}

const isHttps = (baseUrl: string) => baseUrl.startsWith('https:');
