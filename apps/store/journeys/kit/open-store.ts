import { openPage, type OpenPageOptions, type WatchedPage } from '@minimart/browser';
import type { Browser } from 'playwright-core';
import type { JourneyRole } from '../global-setup.ts';
import { keepSecret, secretsIn } from './known-secrets.ts';
import { recordReceived, type Received } from './record-received.ts';
import { system } from './system.ts';

/** How a visitor comes: signed in as somebody, or not, and with which browser settings. */
export interface VisitOptions extends Omit<OpenPageOptions, 'origin'> {
  as?: JourneyRole;
}

/** A visit to the store. Disposing of it throws when a third party was asked, when a secret was received, or when a script failed. */
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
  const failures: string[] = [];
  const abandoned = new Set<string>();
  visit.page.on('pageerror', (error) => failures.push(String(error)));
  visit.page.on('requestfailed', (request) => {
    if (request.failure()?.errorText === 'net::ERR_ABORTED') abandoned.add(request.url());
  });
  return {
    ...visit,
    received,
    [Symbol.asyncDispose]: async () => {
      const texts = await received();
      await visit[Symbol.asyncDispose]();
      const leaks = texts.flatMap(({ url, text }) => secretsIn(`${url}\n${text}`).map((what) => `${what} in ${url}`));
      const wrong = [...leaks, ...failures.filter((failure) => !isAbandonedImport(failure, abandoned))];
      if (wrong.length > 0) throw new Error(`The browser received or ran what it must not:\n  ${wrong.join('\n  ')}`);
    },
  };
}

/** Whether a script failed only because its page was left while the browser was still loading it. */
function isAbandonedImport(failure: string, abandoned: ReadonlySet<string>): boolean {
  const [, url] = /^TypeError: Failed to fetch dynamically imported module: (\S+)$/.exec(failure) ?? [];
  return url !== undefined && abandoned.has(url);
}
