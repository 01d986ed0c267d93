import { createPlatformProvider, type PlatformProvider } from '@minimart/accounts';
import type { Config } from '../../config.ts';

/** Below this the platform's calls are. */
export const platformPath = '/v1/auth/platform';

/** The platform whose people sign in here, where the settings name one. */
export function createPlatform({
  platform,
  baseUrl,
}: Pick<Config, 'platform' | 'baseUrl'>): PlatformProvider | undefined {
  if (platform === undefined) return undefined;
  return createPlatformProvider({
    settings: platform,
    redirectUri: `${baseUrl}${platformPath}/callback`,
    signedOutUri: `${baseUrl}/`,
  });
}
