import { expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { shown } from './kit/pages.ts';
import { publishApp } from './kit/publish-app.ts';
import { publishVersion } from './kit/publish-version.ts';
import { apiAs, system } from './kit/system.ts';
import { tabTo } from './kit/tab-to.ts';
import { tagMirrorManifest } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();

async function openDraft() {
  const manifest = tagMirrorManifest('http://127.0.0.1:9');
  const app = await publishApp(manifest);
  const changed = { ...manifest, slug: app.slug, summary: 'Only in the draft.' };
  await apiAs(system.accounts.developer.token).PUT('/v1/developer/apps/{appId}/manifest', {
    params: { path: { appId: app.id }, header: { 'If-Match': '*' } },
    body: { manifest: changed },
  });
  return app;
}

it('shows the draft as visitors will see it, listing and consent, in both themes and widths', async () => {
  const app = await openDraft();
  await using visit = await visitStore({ as: 'developer', viewport: { width: 1280, height: 900 } });
  const { page } = visit;
  const frame = page.frameLocator('iframe');
  const look = () =>
    frame.locator('html').evaluate((html) => [window.innerWidth, getComputedStyle(html).colorScheme] as const);
  await page.goto(`/developer/apps/${app.id}/preview`);
  await shown(frame.getByText('Only in the draft.'));
  await expect.poll(look).toEqual([1200, 'light']);
  expect(await inspectPage(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole('link', { name: 'Dark', exact: true }).click();
  await page.getByRole('link', { name: 'Phone', exact: true }).click();
  await page.getByRole('link', { name: 'Consent', exact: true }).click();
  await shown(frame.getByRole('heading', { name: `Install ${app.name}?` }));
  await expect.poll(look).toEqual([360, 'dark']);
  expect(await inspectPage(page)).toEqual([]);
});

it('lets nobody do anything in it', async () => {
  const app = await openDraft();
  await using visit = await visitStore({ as: 'developer', viewport: { width: 1280, height: 900 } });
  const { page } = visit;
  const posts: string[] = [];
  page.on('request', (request) => void (request.method() === 'POST' && posts.push(request.url())));
  const frame = page.frameLocator('iframe');
  await page.goto(`/developer/apps/${app.id}/preview?show=consent`);
  // The page in the frame has scripts of its own.
  await shown(frame.locator('html[data-answers]'));
  await frame.getByLabel('CRM token').fill('not-a-real-one');
  await frame.getByRole('button', { name: 'Agree and install' }).click();
  await frame.getByRole('link', { name: 'Decline' }).click();
  await shown(frame.getByRole('heading', { name: `Install ${app.name}?` }));
  expect(posts).toEqual([]);
  for (const address of ['frame', 'frame/consent']) {
    const answer = await page.request.get(`/developer/apps/${app.id}/preview/${address}`);
    expect(answer.headers()['content-security-policy']).toContain("frame-ancestors 'self'");
  }
  const outside = await page.request.get(`/developer/apps/${app.id}/preview`);
  expect(outside.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
});

it('changes what is shown by keyboard alone, and without a script', async () => {
  const app = await openDraft();
  await using visit = await visitStore({ as: 'developer' });
  await visit.page.goto(`/developer/apps/${app.id}/preview`);
  await tabTo(visit.page, visit.page.getByRole('link', { name: 'Consent', exact: true }));
  await visit.page.keyboard.press('Enter');
  await shown(visit.page.frameLocator('iframe').getByRole('button', { name: 'Agree and install' }));

  await using plain = await visitStore({ as: 'developer', javaScriptEnabled: false });
  await plain.page.goto(`/developer/apps/${app.id}/preview`);
  await shown(plain.page.frameLocator('iframe').getByText('Only in the draft.'));
});

it.each([
  ['a visitor of the store', () => '/apps/'],
  ['its developer', (id: string) => `/developer/apps/${id}/preview/frame?x=`],
])('asks YouTube for nothing before %s presses play', async (_, path) => {
  const manifest = { ...tagMirrorManifest('http://127.0.0.1:9'), video: 'https://youtu.be/dQw4w9WgXcQ' };
  const app = await publishApp(manifest);
  await publishVersion(app, { ...manifest, summary: 'With a video.' });
  // Closed by itself: after the press it does ask YouTube, which is not there for journeys.
  const visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.route('https://www.youtube-nocookie.com/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Video</title>' }),
  );
  await page.goto(path(app.id) + app.slug);
  const poster = await shown(page.getByRole('link', { name: /Watch the video/ }));
  expect(await inspectPage(page)).toEqual([]);
  expect(visit.thirdParties).toEqual([]);
  await poster.click();
  await shown(page.locator(`iframe[title="Video about ${app.name}"]`));
  await expect
    .poll(() => visit.thirdParties)
    .toEqual(['https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0']);
  await page.context().close();
});
