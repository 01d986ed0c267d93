import { openPage, type OpenPageOptions, type WatchedPage } from '@minimart/browser';
import type { Browser } from 'playwright-core';
import type { JourneyRole } from '../global-setup.ts';
import { keepSecret, secretsIn } from './known-secrets.ts';
import { recordReceived, type Received } from './record-received.ts';
import { system } from './system.ts';
import { waitForScripts } from './wait-for-scripts.ts';

/** How a visitor comes: signed in as somebody, or not, and with which browser settings. */
export interface VisitOptions extends Omit<OpenPageOptions, 'origin'> {
  as?: JourneyRole;
}

/** A visit to the store. Disposing of it throws when a third party was asked, when a secret was received, when a script failed, or when a page did what its policy forbids. */
export interface Visit extends WatchedPage {
  /** Every page and every piece of page data that the browser received until now. */
  received(): Promise<Received[]>;
}

for (const { password, token } of Object.values(system.accounts)) {
  keepSecret('a password', password);
  keepSecret('a personal access token', token);
}

/** Opens a page of the store in a fresh profile. */
export async function openStore(browser: Browser, { as, ...options }: VisitOptions = {}): Promise<Visit> {
  const visit = await openPage(browser, { origin: system.baseUrl, ...options });
  if (as !== undefined) await visit.page.context().addCookies(system.accounts[as].cookies);
  const received = await recordReceived(visit.page);
  if (options.javaScriptEnabled !== false) await waitForScripts(visit.page);
  const failures: string[] = [];
  let wasAbandoned = false;
  visit.page.on('pageerror', (error) => failures.push(String(error)));
  visit.page.context().on('console', (message) => {
    if (/Content Security Policy|Permissions policy violation/.test(message.text()))
      failures.push(`${message.page()?.url()}: ${message.text()}`);
  });
  visit.page.on('requestfailed', (request) => {
    if (request.resourceType() === 'script' && request.failure()?.errorText === 'net::ERR_ABORTED') wasAbandoned = true;
  });
  return {
    ...visit,
    received,
    [Symbol.asyncDispose]: async () => {
      const texts = await received();
      // What breaks off because the page is closed is no failure of it.
      const broken = failures.filter((failure) => !(wasAbandoned && isImportFailure(failure)));
      await visit[Symbol.asyncDispose]();
      const leaks = texts.flatMap(({ url, text }) => secretsIn(`${url}\n${text}`).map((what) => `${what} in ${url}`));
      const wrong = [...leaks, ...broken];
      if (wrong.length > 0) throw new Error(`The browser received or ran what it must not:\n  ${wrong.join('\n  ')}`);
    },
  };
}

/**
 * Whether a script could not be loaded. Where the page was left meanwhile, that is why: the browser names the script that was asked for, and has
 * broken off it or one that it needs.
 */
function isImportFailure(failure: string): boolean {
  return failure.startsWith('TypeError: Failed to fetch dynamically imported module: ');
}
