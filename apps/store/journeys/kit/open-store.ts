import { openPage, type OpenPageOptions, type WatchedPage } from '@minimart/browser';
import type { Browser, Page, Response } from 'playwright-core';
import type { JourneyRole } from '../global-setup.ts';
import { keepSecret, secretsIn } from './known-secrets.ts';
import { system } from './system.ts';

/** How a visitor comes: signed in as somebody, or not, and with which browser settings. */
export interface VisitOptions extends Omit<OpenPageOptions, 'origin'> {
  as?: JourneyRole;
}

/** A visit to the store. Disposing of it throws when a third party was asked, when a secret was received, or when a script failed. */
export interface Visit extends WatchedPage {
  /** Every page and every piece of page data that the browser received until now. */
  received(): Promise<{ url: string; text: string }[]>;
}

const kinds = new Set(['document', 'fetch', 'xhr']);

for (const { password, token } of Object.values(system.accounts)) {
  keepSecret('a password', password);
  keepSecret('a personal access token', token);
}

/** Opens a page of the store in a fresh profile. */
export async function openStore(browser: Browser, { as, ...options }: VisitOptions = {}): Promise<Visit> {
  const visit = await openPage(browser, { origin: system.baseUrl, ...options });
  if (as !== undefined) await visit.page.context().addCookies(system.accounts[as].cookies);
  const received = recordWhatIsReceived(visit.page);
  const failures: string[] = [];
  visit.page.on('pageerror', (error) => failures.push(String(error)));
  return {
    ...visit,
    received,
    [Symbol.asyncDispose]: async () => {
      const texts = await received();
      await visit[Symbol.asyncDispose]();
      const leaks = texts.flatMap(({ url, text }) => secretsIn(`${url}\n${text}`).map((what) => `${what} in ${url}`));
      const wrong = [...leaks, ...failures];
      if (wrong.length > 0) throw new Error(`The browser received or ran what it must not:\n  ${wrong.join('\n  ')}`);
    },
  };
}

function recordWhatIsReceived(page: Page): Visit['received'] {
  const reading: Promise<{ url: string; text: string }>[] = [];
  page.on('response', (response) => {
    if (kinds.has(response.request().resourceType())) reading.push(read(response));
  });
  return () => Promise.all(reading);
}

async function read(response: Response): Promise<{ url: string; text: string }> {
  const url = response.url();
  if (response.status() >= 300 && response.status() < 400) return { url, text: '' };
  try {
    return { url, text: await response.text() };
  } catch (error) {
    // A page's question that it gave up, because it was left, has no body; a page has.
    if (response.request().resourceType() !== 'document') return { url, text: '' };
    throw error;
  }
}
