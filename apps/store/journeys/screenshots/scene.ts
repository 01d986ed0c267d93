import type { Page } from 'playwright-core';
import type { ApiClient } from '@minimart/api-client';
import type { Demo } from '@minimart/launcher';

/** A demo account that may sign in, with all that it needs for that. */
export type Account = Record<'email' | 'password' | 'token' | 'workspaceId', string>;

/** One page to take, by the name its files begin with. */
export interface Scene {
  name: string;
  path: string;
  as?: 'owner' | 'developer';
  /** What to do on the page before its picture is taken. */
  act?: (page: Page) => Promise<void>;
}

/** What scenes are set up with: the running demo, and its API as one of its accounts. */
export interface Stage {
  demo: Demo;
  account(name: 'owner' | 'otherOwner' | 'developer'): Account;
  api(account: Account): ApiClient;
}
