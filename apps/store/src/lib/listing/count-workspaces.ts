import { m } from '@minimart/messages';

/** In how many workspaces an app is, from a number that is rounded down from 2 on: `20+ workspaces`. */
export function countWorkspaces(installs: number): string {
  return m.listing_workspaces({ count: installs });
}
