/**
 * What a personal access token may be given, each by itself: reading does not follow from writing. `apps` are those that a person publishes, `workspaces` those
 * that they belong to; `operator` opens nothing to whoever does not run the store.
 */
export const tokenScopes = [
  'apps:read',
  'apps:write',
  'apps:secrets',
  'workspaces:read',
  'workspaces:write',
  'members:write',
  'account:read',
  'operator',
] as const;

/** One of `tokenScopes`. */
export type TokenScope = (typeof tokenScopes)[number];

/** Whether a token with these scopes may do what asks for one. Null is a token from before there were scopes: it has all, those that are yet to come included. */
export function hasTokenScope(scopes: readonly TokenScope[] | null, wanted: TokenScope): boolean {
  return scopes === null || scopes.includes(wanted);
}
