import { expect, it } from 'vitest';
import { consolePath } from './kit/console-paths.ts';
import { openDraftMirror, replaceDraft } from './kit/draft-app.ts';
import { inspectPage } from './kit/inspect-page.ts';
import { agree, fillConsent, newCrmToken, shown } from './kit/pages.ts';
import { readSubscribeRequest } from './kit/read-subscribe-request.ts';
import { apiAs } from './kit/system.ts';
import { tabTo } from './kit/tab-to.ts';
import type { TagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
const sandboxPath = ({ app }: TagMirror) => consolePath(app, 'sandbox');

/** The developer's one sandbox is shared by these journeys, so whether it is open already depends on which came first. */
async function openSandbox(page: import('playwright-core').Page) {
  const open = page.getByRole('button', { name: 'Open my sandbox' });
  const install = page.getByRole('link', { name: 'Install the draft' });
  await shown(open.or(install));
  if (!(await open.isVisible())) return;
  expect(await inspectPage(page)).toEqual([]);
  await open.click();
  await shown(page.getByRole('status').getByText('Your sandbox is open.'));
}

it('tries a draft: consent page, subscribe request with a test key, and the draft brought over by one click', async () => {
  await using mirror = await openDraftMirror();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(sandboxPath(mirror));
  await openSandbox(page);
  expect(await inspectPage(page)).toEqual([]);
  await page.getByRole('link', { name: 'Install the draft' }).click();
  await shown(page.getByText('This is the draft, version 0.0.0-draft.1'));
  await shown(page.getByText('Into your workspace Sandbox of'));
  expect(await inspectPage(page)).toEqual([]);
  await fillConsent(page, { crmToken: newCrmToken(), list: 'Leads' });
  await agree(page).click();
  const request = await mirror.server.request(0);
  const { key } = readSubscribeRequest(mirror.app, request);
  expect(key).toMatch(/^mm_test_/);
  expect(request.path).toContain('v=0.0.0-draft.1');
  expect((await apiAs(key).GET('/api/flow/tags')).response.status).toBe(200);
  await shown(page.getByText('Draft, in your sandbox'));
  await shown(page.getByText('Active', { exact: true }).first());
  expect(await inspectPage(page)).toEqual([]);
  const installed = page.url();
  await page.goto(`/developer/apps/${mirror.app.id}/deliveries`);
  await shown(page.getByRole('row', { name: /Subscribe/ }).getByText('Sandbox', { exact: true }));
  await page.goto(`${installed}/uninstall`);
  await shown(page.getByRole('button', { name: `Uninstall ${mirror.app.name}` }));
  expect(await page.getByText('Why do you uninstall it?').count()).toBe(0);
  await page.goto(installed);

  await replaceDraft(mirror.app.id, (draft) => ({ ...draft, summary: 'Another one.' }));
  await page.getByRole('link', { name: 'Back to the console' }).click();
  await page.getByRole('button', { name: 'Bring the draft over' }).click();
  await shown(page.getByRole('status').getByText('Your sandbox runs the draft as it is now.'));
  await shown(page.getByText('Up to date', { exact: true }));

  const more = { id: 'labels:view', reason: 'To sort people as you do.', optional: false };
  await replaceDraft(mirror.app.id, (draft) => ({ ...draft, scopes: [...draft.scopes, more] }));
  await page.goto(sandboxPath(mirror));
  await page.getByRole('button', { name: 'Bring the draft over' }).click();
  await shown(page.getByRole('status').getByText('The draft asks for more than you agreed to.'));
  expect(await inspectPage(page)).toEqual([]);
  await page.getByRole('link', { name: 'Look at the update' }).click();
  const card = page.getByRole('region', { name: 'Update', exact: true });
  await shown(card.getByText('To sort people as you do.'));
  await card.getByRole('button', { name: 'Agree and update' }).click();
  await shown(page.getByRole('status').getByText('The update is done.'));
});

it('tries a draft without JavaScript', async () => {
  await using mirror = await openDraftMirror();
  await using visit = await visitStore({ as: 'developer', javaScriptEnabled: false });
  const { page } = visit;
  await page.goto(sandboxPath(mirror));
  await openSandbox(page);
  await page.getByRole('link', { name: 'Install the draft' }).click();
  await fillConsent(page, { crmToken: newCrmToken(), list: 'Leads' });
  await agree(page).click();
  expect(readSubscribeRequest(mirror.app, await mirror.server.request(0)).key).toMatch(/^mm_test_/);
});

it('resets the sandbox by keyboard alone', async () => {
  await using mirror = await openDraftMirror();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(sandboxPath(mirror));
  await openSandbox(page);
  await tabTo(page, page.locator('summary', { hasText: 'Reset the sandbox' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Reset the sandbox' }));
  await page.keyboard.press('Enter');
  await shown(page.getByRole('status').getByText('Your sandbox is as it was at first.'));
});

it('is 404 for another developer, the draft’s consent page as well', async () => {
  await using mirror = await openDraftMirror();
  await using visit = await visitStore({ as: 'otherOwner' });
  for (const path of [sandboxPath(mirror), `/apps/${mirror.app.slug}/install?draft=${mirror.app.id}`])
    expect((await visit.page.goto(path))?.status()).toBe(404);
});
