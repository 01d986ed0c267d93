import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { keepSecret } from './known-secrets.ts';
import { system } from './system.ts';

/** The consent page of an app, in the workspace of the demo's owner or another one. */
export const consentPath = (slug: string, workspaceId = system.accounts.owner.workspaceId): string =>
  `/apps/${slug}/install?workspace=${workspaceId}`;

/** Waits until one element shows, and all of the page that it stands on has come; answers it. */
export async function shown(locator: Locator, timeoutMs = 30_000): Promise<Locator> {
  await locator.waitFor({ state: 'visible', timeout: timeoutMs });
  await locator.page().waitForLoadState('domcontentloaded');
  return locator;
}

/** Waits until an element has the focus: what asks for it by `autofocus`, or is led to by its id, is given it only when the browser next paints. */
export async function focused(locator: Locator): Promise<void> {
  await expect
    .poll(() => locator.evaluate((element) => element === document.activeElement), { message: `${locator}` })
    .toBe(true);
}

/** What a journey enters as the CRM token: different each time, and known as a secret from then on. */
export const newCrmToken = (): string => keepSecret('a CRM token', `crm-${randomUUID()}`);

/** Fills in the consent page of Tag Mirror. */
export async function fillConsent(page: Page, { crmToken, list }: { crmToken: string; list: string }): Promise<void> {
  await page.getByLabel('CRM token').fill(crmToken);
  await page.getByLabel('Name of the list').fill(list);
}

/** The buttons of the consent page. */
export const agree = (page: Page): Locator => page.getByRole('button', { name: 'Agree and install' });
