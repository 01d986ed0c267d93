import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { shown } from './kit/pages.ts';
import { publishApp } from './kit/publish-app.ts';
import { apiAs, system } from './kit/system.ts';
import { tabTo } from './kit/tab-to.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
const publish = (changes: object = {}) =>
  publishApp({ name: 'Picture Book', summary: 'Shows pictures.', category: 'other', ...changes });

/** A picture of what the page shows, as PNG. */
const pictureOf = (page: Page, width: number, height: number) =>
  page.screenshot({ clip: { x: 0, y: 0, width, height } });

async function send(
  page: Page,
  label: string,
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  await page.getByLabel(label, { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: `Upload ${label.replace(/^(A new|Another) /, '')}` }).click();
}

async function manifestOf(appId: string) {
  const path = '/v1/developer/apps/{appId}/manifest';
  const { data } = await apiAs(system.accounts.developer.token).GET(path, { params: { path: { appId } } });
  return data!.manifest;
}

it.each([true, false])('uploads, uses and removes pictures by forms (JavaScript: %s)', async (javaScriptEnabled) => {
  const app = await publish();
  await using visit = await visitStore({ as: 'developer', javaScriptEnabled });
  const { page } = visit;
  // The checks of accessibility are scripts themselves.
  const faults = () => (javaScriptEnabled ? inspectPage(page) : []);
  await page.goto(`/developer/apps/${app.id}/pictures`);
  const buffer = await pictureOf(page, 640, 400);
  expect(await faults()).toEqual([]);

  await send(page, 'A new logo', { name: 'logo.png', mimeType: 'image/png', buffer });
  await shown(page.getByText('Uploaded, and not used yet'));
  expect(await faults()).toEqual([]);
  await page.getByRole('button', { name: 'Use this logo' }).click();
  await shown(page.getByRole('status').getByText('Saved in the draft.'));
  expect((await manifestOf(app.id)).logo).toMatch(/^asset:[a-f0-9]{40}$/);

  await send(page, 'A new screenshot', { name: 'list.png', mimeType: 'image/png', buffer });
  await page.getByRole('button', { name: 'Add this screenshot' }).click();
  await shown(page.getByRole('alert').getByText(/Say what the screenshot shows/));
  expect(await faults()).toEqual([]);
  await page.getByLabel('What it shows').fill('The list of pictures');
  await page.getByRole('button', { name: 'Add this screenshot' }).click();
  await shown(page.getByRole('img', { name: 'The list of pictures' }));

  await page.getByRole('button', { name: 'Remove Logo' }).click();
  await shown(page.getByRole('status').getByText('Removed from the draft.'));
  const { logo, screenshots } = await manifestOf(app.id);
  expect({ logo, alts: screenshots?.map(({ alt }) => alt) }).toEqual({
    logo: undefined,
    alts: ['The list of pictures'],
  });
});

it('says at the field why a file is not taken, and what to do instead', async () => {
  const app = await publish();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(`/developer/apps/${app.id}/pictures`);
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  await send(page, 'A new cover image', { name: 'cover.png', mimeType: 'image/png', buffer: svg });
  await shown(page.getByRole('alert').getByText(/Cover image: SVG is not taken/));
  expect(await inspectPage(page)).toEqual([]);
  const small = await pictureOf(page, 50, 50);
  await send(page, 'A new cover image', { name: 'cover.png', mimeType: 'image/png', buffer: small });
  await shown(page.getByRole('alert').getByText(/too few pixels/));
});

it('is usable by keyboard alone', async () => {
  const app = await publish();
  await using visit = await visitStore({ as: 'developer', javaScriptEnabled: false });
  const { page } = visit;
  await page.goto(`/developer/apps/${app.id}/pictures`);
  await tabTo(page, page.getByLabel('A new logo', { exact: true }));
  await tabTo(page, page.getByRole('button', { name: 'Upload Logo' }));
});

it('lets a visitor see pictures in the size that is shown, and a video elsewhere only after a click', async () => {
  await using looking = await visitStore({});
  await looking.page.goto('/');
  const picture = await pictureOf(looking.page, 1200, 600);
  const upload = async (use: string) => {
    const headers = { authorization: `Bearer ${system.accounts.developer.token}` };
    const url = `${system.baseUrl}/v1/developer/assets?use=${use}`;
    const answer = await fetch(url, { method: 'POST', headers, body: new Uint8Array(picture) });
    return ((await answer.json()) as { reference: string }).reference;
  };
  const app = await publish({
    logo: await upload('logo'),
    cover: await upload('cover'),
    screenshots: [{ image: await upload('screenshot'), alt: 'The whole store' }],
    video: 'https://www.youtube.com/watch?v=abc',
  });
  // Disposing of the visit sees that no third party was asked.
  await using visit = await visitStore({});
  const { page } = visit;
  await page.goto(`/apps/${app.slug}`);
  const link = await shown(page.getByRole('link', { name: /From YouTube, asked only when you press/ }));
  expect(await link.getAttribute('href')).toBe('https://www.youtube.com/watch?v=abc');
  expect(await link.getAttribute('rel')).toContain('noreferrer');
  const screenshot = page.getByRole('img', { name: 'The whole store' });
  await screenshot.scrollIntoViewIfNeeded();
  await expect.poll(() => screenshot.evaluate((image: HTMLImageElement) => image.currentSrc)).toMatch(/\/\d+\.avif$/);
  await expect.poll(() => screenshot.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  expect(await inspectPage(page)).toEqual([]);
});
