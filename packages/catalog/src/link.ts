/** How far a link may reach: what a developer says of it. */
export interface NewLink {
  /** For the developer alone, to tell it from others. */
  label: string;
  /** The version that it leads to; null for the one that is out for everybody at the time. */
  version: string | null;
  expiresAt: Date;
  /** How many installations may be made by it. */
  cap: number;
}

/** A link to an app that is not, or not for everybody, in the store's lists. Its token is nowhere to be read. */
export interface AppLink extends NewLink {
  id: string;
  appId: string;
  lastFour: string;
  /** How many installations were made by it. */
  installs: number;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

/** Whether a link may be used at a moment, or why not. */
export type LinkStatus = 'open' | 'expired' | 'used_up' | 'revoked';

/** How a link stands at a moment. */
export function linkStatusOf({ revokedAt, expiresAt, installs, cap }: AppLink, now: Date): LinkStatus {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt <= now) return 'expired';
  return installs >= cap ? 'used_up' : 'open';
}
