import { getLocale } from '@minimart/messages';
import { redirect } from '@sveltejs/kit';
import { explainPlatform } from './explain-platform.ts';

/** How the sign-in page offers the platform. */
export interface PlatformOffer {
  name: string;
  /** Where the visitor is sent to sign in, and then on to where they wanted. */
  href: string;
  /** Why it just failed. */
  failure: string | undefined;
}

/** Undefined where there is no platform. Sends the visitor straight there where a password is no other way, unless it just failed. */
export function offerPlatform(
  { password, platform }: { password: boolean; platform: { name: string; path: string } | null },
  url: URL,
  next: string,
): PlatformOffer | undefined {
  if (platform === null) return undefined;
  const href = `${platform.path}?${new URLSearchParams({ next, from: url.pathname, language: getLocale() })}`;
  if (!password && !url.searchParams.has('platform')) redirect(303, href);
  return { name: platform.name, href, failure: explainPlatform(url.searchParams, platform.name) };
}
