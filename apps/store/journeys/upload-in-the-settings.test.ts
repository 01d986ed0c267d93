import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { focused, shown } from './kit/pages.ts';
import type { JourneyApp } from './kit/journey-app.ts';
import { publishApp } from './kit/publish-app.ts';
import { apiAs, system } from './kit/system.ts';
import { tabTo } from './kit/tab-to.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
const publish = () => publishApp({ name: 'Picture Book', summary: 'Shows pictures.', category: 'other' });
const uploads = '**/v1/developer/assets?*';

const logo = (page: Page) => page.getByRole('group', { name: 'Logo', exact: true });
const chooser = (page: Page) => logo(page).getByLabel(/^Choose a(nother)? file: Logo$/);
const said = (page: Page) => logo(page).getByRole('status');

/** Opens the settings, and gives a picture to upload. */
async function openSettings(page: Page, app: JourneyApp) {
  await page.goto(`/developer/apps/${app.id}/settings`);
  await shown(chooser(page));
  const buffer = await page.screenshot({ clip: { x: 0, y: 0, width: 300, height: 300 } });
  return { name: 'logo.png', mimeType: 'image/png', buffer };
}

async function logoOf({ id: appId }: JourneyApp) {
  const path = '/v1/developer/apps/{appId}/manifest';
  const { data } = await apiAs(system.accounts.developer.token).GET(path, { params: { path: { appId } } });
  return data!.manifest.logo;
}

it('uploads a logo with the keyboard, shows it, tells how it went, and takes it back and forth', async () => {
  const app = await publish();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  const file = await openSettings(page, app);
  // Listened for in time: a chooser that opens before the browser knows of it is lost.
  const choosing = page.waitForEvent('filechooser');
  await tabTo(page, chooser(page));
  await page.keyboard.press('Enter');
  await (await choosing).setFiles(file);
  await expect.poll(() => said(page).textContent()).toBe('Logo is uploaded. Save the draft to keep it.');
  await focused(chooser(page));
  const preview = await shown(logo(page).getByRole('img', { name: 'Logo as it is now' }));
  await expect.poll(() => preview.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(192);
  expect(await inspectPage(page)).toEqual([]);

  await logo(page).getByRole('button', { name: 'Remove Logo' }).focus();
  await page.keyboard.press('Enter');
  const undo = await shown(logo(page).getByRole('button', { name: /^Undo/ }));
  await focused(undo);
  expect(await said(page).textContent()).toBe('Logo removed.');
  expect(await inspectPage(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await shown(logo(page).getByRole('img', { name: 'Logo as it is now' }));

  await page.getByRole('button', { name: 'Save the draft' }).click();
  await shown(page.getByText('The draft is saved.'));
  expect(await logoOf(app)).toMatch(/^asset:[a-f0-9]{40}$/);
});

it('says at the field what is wrong with a file, before or after it is sent', async () => {
  const app = await publish();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  const file = await openSettings(page, app);
  const asked: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && asked.push(request.url()));
  const svg = { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') };
  await chooser(page).setInputFiles(svg);
  await shown(
    logo(page)
      .getByText(/SVG is not taken, because it can hold scripts/)
      .first(),
  );
  await chooser(page).setInputFiles({ ...file, buffer: Buffer.alloc(11_000_000, 1) });
  await shown(
    logo(page)
      .getByText(/has 11 MB; at most 10 MB/)
      .first(),
  );
  expect(asked).toEqual([]);
  await chooser(page).setInputFiles({ ...file, buffer: svg.buffer });
  await shown(
    logo(page)
      .getByText(/other things. Export the picture as PNG/)
      .first(),
  );
  expect(await chooser(page).getAttribute('aria-invalid')).toBe('true');
  expect(await inspectPage(page)).toEqual([]);
  // What is wrong is gone with the next file that is right.
  await chooser(page).setInputFiles(file);
  await shown(logo(page).getByRole('img', { name: 'Logo as it is now' }));
  expect(await chooser(page).getAttribute('aria-invalid')).toBeNull();
});

it('can be cancelled, and tried again when the connection was lost', async () => {
  const app = await publish();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  const file = await openSettings(page, app);
  await page.route(uploads, () => {});
  await chooser(page).setInputFiles(file);
  const cancel = await shown(logo(page).getByRole('button', { name: 'Cancel the upload of Logo' }));
  await shown(logo(page).getByRole('progressbar'));
  expect(await inspectPage(page)).toEqual([]);
  await cancel.click();
  await expect.poll(() => said(page).textContent()).toBe('The upload was cancelled.');
  await page.unroute(uploads);

  await page.route(uploads, (route) => route.abort('connectionreset'), { times: 1 });
  await chooser(page).setInputFiles(file);
  await shown(
    logo(page)
      .getByText(/did not get through/)
      .first(),
  );
  expect(await inspectPage(page)).toEqual([]);
  await logo(page).getByRole('button', { name: 'Try logo.png again' }).click();
  await shown(logo(page).getByRole('img', { name: 'Logo as it is now' }));
});

it('leads to forms where scripts do not run', async () => {
  const app = await publish();
  await using visit = await visitStore({ as: 'developer', javaScriptEnabled: false });
  const { page } = visit;
  await page.goto(`/developer/apps/${app.id}/settings`);
  await page.getByRole('link', { name: 'Upload Logo on the page Pictures' }).click();
  await shown(page.getByRole('heading', { name: 'Pictures of Picture Book' }));
});
