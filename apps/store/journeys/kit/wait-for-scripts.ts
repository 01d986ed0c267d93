import type { Page } from 'playwright-core';

/** From now on a page that is gone to as usual is there when its scripts answer: what is pressed or typed before is nobody's. */
export function waitForScripts(page: Page): void {
  const toldByPage = watchLoading(page);
  const goto = page.goto.bind(page);
  page.goto = async (url, how) => {
    const response = await goto(url, how);
    const hasScripts = how === undefined && (await response?.text())?.includes('kit.start(');
    if (hasScripts)
      await page
        .locator('html[data-answers]')
        .waitFor({ state: 'attached', timeout: 60_000 })
        .catch((cause) => {
          throw new Error(`The scripts of ${url} did not answer.\n  ${toldByPage().join('\n  ')}`, { cause });
        });
    return response;
  };
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
