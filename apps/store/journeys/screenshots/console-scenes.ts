import type { Page } from 'playwright-core';
import { furnishConsole } from './furnish-console.ts';
import { refusedDeliveryPath } from './refused-delivery-path.ts';
import type { Scene, Stage } from './scene.ts';

/** The developer's pages of Tag Sync, in the order in which an app is made, after something has happened to it. */
export async function consoleScenes(stage: Stage): Promise<Scene[]> {
  const appId = await furnishConsole(stage);
  const base = `/developer/apps/${appId}`;
  const pages = [
    { name: 'overview', path: base },
    { name: 'settings', path: `${base}/settings` },
    { name: 'auth', path: `${base}/auth` },
    { name: 'scopes', path: `${base}/scopes` },
    { name: 'requests', path: `${base}/requests`, act: testSubscribe },
    { name: 'preview', path: `${base}/preview` },
    { name: 'sandbox', path: `${base}/sandbox` },
    { name: 'versions', path: `${base}/versions` },
    { name: 'compare', path: `${base}/versions/compare` },
    { name: 'links', path: `${base}/links` },
    { name: 'numbers', path: `${base}/numbers` },
    { name: 'chart', path: `${base}/numbers`, act: scrollToChart },
    { name: 'signing', path: `${base}/signing` },
  ];
  return pages.map((page) => ({ ...page, name: `console-${page.name}`, as: 'developer' }));
}

/** The page of a request that a server refused. */
export async function deliveryScenes(stage: Stage): Promise<Scene[]> {
  return [{ name: 'delivery', path: await refusedDeliveryPath(stage), as: 'developer' }];
}

async function testSubscribe(page: Page): Promise<void> {
  await page.getByLabel('CRM token').fill('crm_example');
  await page.getByRole('button', { name: 'Test Subscribe request' }).click();
  const result = page.getByRole('region', { name: 'Result, test of the subscribe request' });
  await result.waitFor();
  await result.evaluate((element) => element.scrollIntoView({ block: 'start' }));
}

async function scrollToChart(page: Page): Promise<void> {
  await page
    .getByRole('heading', { name: 'Over time' })
    .evaluate((element) => element.scrollIntoView({ block: 'start' }));
}
