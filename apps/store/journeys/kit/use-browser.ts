import { launchBrowser } from '@minimart/browser';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openStore, type Visit, type VisitOptions } from './open-store.ts';

/** One browser for the journeys of a file; the answer opens a visit in it. */
export function useBrowser(): (options?: VisitOptions) => Promise<Visit> {
  let browser: Browser;
  beforeAll(async () => void (browser = await launchBrowser()));
  afterAll(() => browser.close());
  return (options) => openStore(browser, options);
}
