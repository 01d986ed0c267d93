import * as oidc from 'openid-client';
import { endpointFault } from './check-endpoints.ts';
import { createBoundedFetch } from './create-bounded-fetch.ts';
import { explainFailure } from './explain-failure.ts';
import { createPlatformKeys, readLogoutToken, type ReadLogoutToken } from './read-logout-token.ts';
import type { PlatformFailure } from './platform-failure.ts';
import type { PlatformSettings } from './platform-settings.ts';

/** What is kept in the visitor's browser while they are at the platform: proves that the answer belongs to what was begun there. */
export interface SignInChecks {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** Whom the platform has vouched for: the claims of the id token, which was checked, and of the user info. */
export interface PlatformAnswer {
  ok: true;
  issuer: string;
  claims: Record<string, unknown>;
  idToken: string;
  /** The platform's own session. */
  sid: string | null;
}

/** The platform as an OpenID provider. Nothing it does wrong is thrown. */
export interface PlatformProvider {
  /** Where to send a visitor to sign in. */
  begin(language?: string): Promise<{ ok: true; url: string; checks: SignInChecks } | PlatformFailure>;
  /** Redeems what the platform sent the visitor back with: the whole query of the call-back. */
  finish(query: URLSearchParams, checks: SignInChecks): Promise<PlatformAnswer | PlatformFailure>;
  /** Where to send a visitor to sign out of the platform as well (OpenID Connect RP-Initiated Logout 1.0); undefined where it has no such place, or cannot say. */
  endSessionUrl(idToken: string | undefined): Promise<string | undefined>;
  /** Checks a token of OpenID Connect Back-Channel Logout 1.0. */
  readLogoutToken(token: string): Promise<ReadLogoutToken | PlatformFailure>;
}

/** Where a provider sends visitors back to, and after signing out. */
export interface PlatformProviderOptions {
  settings: PlatformSettings;
  redirectUri: string;
  signedOutUri: string;
  /** How long each of its answers may take: 5 s without it. */
  timeoutMs?: number;
}

const rememberMs = 10 * 60_000;
const clockToleranceSeconds = 30;

/**
 * Speaks to the configured issuer by the authorization code flow with PKCE (S256), state and nonce. An id token counts only once its signature,
 * issuer, audience, nonce and expiry are checked. What discovery says is remembered for ten minutes, failures are not.
 */
export function createPlatformProvider(options: PlatformProviderOptions): PlatformProvider {
  const { settings, redirectUri, signedOutUri } = options;
  const discover = createDiscovery(options);
  let known: { address: string; keys: ReturnType<typeof createPlatformKeys> } | undefined;

  return {
    async begin(language) {
      const found = await discover();
      if (!found.ok) return found;
      const checks = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        codeVerifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(found.config, {
        redirect_uri: redirectUri,
        scope: settings.scopes.join(' '),
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(checks.codeVerifier),
        code_challenge_method: 'S256',
        ...(language === undefined ? {} : { ui_locales: language }),
      });
      return { ok: true, url: url.href, checks };
    },
    async finish(query, checks) {
      const found = await discover();
      if (!found.ok) return found;
      try {
        return await redeem(found.config, { url: new URL(`${redirectUri}?${query}`), checks, settings });
      } catch (error) {
        return explainFailure(error, 'exchange');
      }
    },
    async endSessionUrl(idToken) {
      const found = await discover();
      if (!found.ok || found.config.serverMetadata().end_session_endpoint === undefined) return undefined;
      return oidc.buildEndSessionUrl(found.config, {
        post_logout_redirect_uri: signedOutUri,
        ...(idToken === undefined ? {} : { id_token_hint: idToken }),
      }).href;
    },
    async readLogoutToken(token) {
      const found = await discover();
      if (!found.ok) return found;
      const { issuer, jwks_uri: keysAddress = '' } = found.config.serverMetadata();
      if (known?.address !== keysAddress) known = { address: keysAddress, keys: createPlatformKeys(keysAddress) };
      return readLogoutToken(token, { issuer, keys: known.keys, clientId: settings.clientId });
    },
  };
}

type Discovered = { ok: true; config: oidc.Configuration } | PlatformFailure;

/** Asks for the discovery document, once for all who wait. */
function createDiscovery({ settings, timeoutMs = 5_000 }: PlatformProviderOptions): () => Promise<Discovered> {
  let known: { until: number; answer: Promise<Discovered> } | undefined;
  const ask = async (): Promise<Discovered> => {
    const issuer = new URL(settings.issuer);
    try {
      const config = await oidc.discovery(
        issuer,
        settings.clientId,
        { [oidc.clockTolerance]: clockToleranceSeconds },
        authenticateClient(settings),
        {
          execute: [
            oidc.enableNonRepudiationChecks,
            ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
          ],
          timeout: timeoutMs / 1000,
          [oidc.customFetch]: createBoundedFetch() as oidc.CustomFetch,
        },
      );
      const fault = endpointFault(config.serverMetadata() as Record<string, unknown>, settings.issuer);
      return fault === undefined ? { ok: true, config } : { ok: false, reason: 'misconfigured', detail: fault };
    } catch (error) {
      return explainFailure(error, 'discovery');
    }
  };
  return async () => {
    if (known !== undefined && known.until > Date.now()) return known.answer;
    const asked = { until: Date.now() + rememberMs, answer: ask() };
    known = asked;
    const answer = await asked.answer;
    if (!answer.ok && known === asked) known = undefined;
    return answer;
  };
}

/** By Basic, which every provider has to know (OpenID Connect Discovery 1.0, 3), unless it says that it takes the secret in the body alone. */
function authenticateClient({ clientSecret }: PlatformSettings): oidc.ClientAuth {
  const [basic, post] = [oidc.ClientSecretBasic(clientSecret), oidc.ClientSecretPost(clientSecret)];
  return (...call) => {
    const [{ token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] }] = call;
    const isPost = !methods.includes('client_secret_basic') && methods.includes('client_secret_post');
    (isPost ? post : basic)(...call);
  };
}

async function redeem(
  config: oidc.Configuration,
  { url, checks, settings }: { url: URL; checks: SignInChecks; settings: PlatformSettings },
): Promise<PlatformAnswer> {
  const tokens = await oidc.authorizationCodeGrant(config, url, {
    pkceCodeVerifier: checks.codeVerifier,
    expectedState: checks.state,
    expectedNonce: checks.nonce,
    idTokenExpected: true,
  });
  const inToken = tokens.claims()!;
  const wanted = ['email', 'email_verified', 'name', settings.workspacesClaim ?? 'email'];
  // Many providers put these into the user info alone.
  const isWhole = wanted.every((claim) => inToken[claim] !== undefined);
  const hasMore = config.serverMetadata().userinfo_endpoint !== undefined;
  const more = isWhole || !hasMore ? {} : await oidc.fetchUserInfo(config, tokens.access_token, inToken.sub);
  const { sid } = inToken;
  return {
    ok: true,
    issuer: inToken.iss,
    claims: { ...more, ...inToken },
    idToken: tokens.id_token!,
    sid: typeof sid === 'string' && sid.length <= 255 && sid.isWellFormed() ? sid : null,
  };
}
