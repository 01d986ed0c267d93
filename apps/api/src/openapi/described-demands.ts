import type { Route } from '../http/route.ts';

/** How a caller says who they are, as OpenAPI describes it: a token with the scope that the call asks for (3.1 takes names with any scheme). */
export function securityOf({ access, tokenScope }: Pick<Route, 'access' | 'tokenScope'>): Record<string, string[]>[] {
  if (access === 'public') return [];
  if (tokenScope === 'session-only') return [{ session: [] }];
  return [{ session: [] }, { personalAccessToken: tokenScope === 'not-needed' ? [] : [tokenScope] }];
}

/** What a call that is not for everybody asks of a token, in words. */
export function describeDemand({ tokenScope }: Pick<Route, 'tokenScope'>): string {
  if (tokenScope === 'session-only') return 'Not for personal access tokens.';
  return tokenScope === 'not-needed' ? 'Any personal access token may call it.' : `Token scope: \`${tokenScope}\``;
}
