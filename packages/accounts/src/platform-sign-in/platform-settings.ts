/** How the platform that runs the store signs its own people in, by OpenID Connect. */
export interface PlatformSettings {
  /** The issuer identifier, exactly as the platform's discovery document says it. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the platform is called on the sign-in page. */
  name: string;
  /** What is asked for, `openid` among it. */
  scopes: readonly string[];
  /** The claim that lists a person's workspaces; undefined where the platform has none, which leaves memberships alone. */
  workspacesClaim: string | undefined;
}
