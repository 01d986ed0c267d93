import type { Page } from 'playwright-core';

/** A page whose scripts do not answer yet: the small one that every page of the store has, or those of a page with a framework, which its head names. */
const unanswered =
  'html:not([data-scripted]):has(script[src*="/enhance."]), html:not([data-answers]):has(link[rel=modulepreload])';

/**
 * From now on a page is there when its scripts answer, whichever way it was come to: what is pressed or typed before is nobody's. So
 * whatever waits for an element or does something with it waits for the scripts first.
 */
export async function waitForScripts(page: Page): Promise<void> {
  const toldByPage = watchLoading(page);
  const goto = page.goto.bind(page);
  page.goto = async (url, how) => {
    const response = await goto(url, how);
    if (how === undefined)
      await page
        .locator(unanswered)
        .waitFor({ state: 'hidden', timeout: 60_000 })
        .catch((cause) => {
          throw new Error(`The scripts of ${url} did not answer.\n  ${toldByPage().join('\n  ')}`, { cause });
        });
    return response;
  };
  await page.addLocatorHandler(page.locator(unanswered), async () => {});
}

/** Watches what a page asks for and says, and answers what of it may be why its scripts do not run. */
function watchLoading(page: Page): () => string[] {
  const open = new Set<string>();
  const said: string[] = [];
  page.on('request', (request) => open.add(request.url()));
  page.on('requestfinished', (request) => open.delete(request.url()));
  page.on('requestfailed', (request) => {
    open.delete(request.url());
    said.push(`failed: ${request.url()} (${request.failure()?.errorText})`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) said.push(`answered ${response.status()}: ${response.url()}`);
  });
  page.on('console', (message) => said.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`error: ${error}`));
  return () => [...said, ...[...open].map((url) => `not answered: ${url}`)];
}
