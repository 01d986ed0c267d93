const usual = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  // For what is no page: each page has a policy of its own, which takes this one's place.
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
} as const;

const onlyHttps = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } as const;

/** What every answer of this server has, pages, files and refusals alike; over https also that browsers come back by https (RFC 6797). */
export function serverHeaders(origin: string | undefined): readonly (readonly [name: string, value: string])[] {
  return Object.entries({ ...usual, ...(origin?.startsWith('https:') && onlyHttps) });
}
