const words: Record<string, string> = {
  profile_changed: 'Profile changed',
  domain_set: 'Domain set',
  domain_token_replaced: 'New token made',
  domain_removed: 'Domain removed',
  domain_verified: 'Domain verified',
  domain_failing: 'Proof not found',
  domain_recovered: 'Proof found again',
  domain_lost: 'Domain not verified any more',
  token_made: 'Access token made',
  token_revoked: 'Access token revoked',
};

/** A line of a developer's history in words: what was done, and to which domain. */
export function historyWords({ action, detail }: { action: string; detail: Record<string, unknown> }): string {
  const what = words[action] ?? action;
  return typeof detail['domain'] === 'string' ? `${what}: ${detail['domain']}` : what;
}
