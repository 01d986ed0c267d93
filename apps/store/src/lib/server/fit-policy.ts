/**
 * The policy of a page for where it is served: the one page that our own pages show in a frame may be, and over https whatever a page names by http is
 * asked for by https.
 */
export function fitPolicy(policy: string, { mayBeFramed, origin }: { mayBeFramed: boolean; origin: string }): string {
  const framed = mayBeFramed ? policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'") : policy;
  return origin.startsWith('https:') ? `${framed}; upgrade-insecure-requests` : framed;
}
