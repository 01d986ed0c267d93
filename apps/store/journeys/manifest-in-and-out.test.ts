import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { inspectPage } from './kit/inspect-page.ts';
import { shown } from './kit/pages.ts';
import { publishApp } from './kit/publish-app.ts';
import { apiAs, system } from './kit/system.ts';
import { tagMirrorManifest } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
const api = () => apiAs(system.accounts.developer.token);
const draftOf = async (appId: string) => {
  const { data } = await api().GET('/v1/developer/apps/{appId}/manifest', { params: { path: { appId } } });
  return data!;
};

it.each([true, false])(
  'takes a draft out as a file and another in, after showing what it changes (JavaScript: %s)',
  async (javaScriptEnabled) => {
    const app = await publishApp(tagMirrorManifest('http://127.0.0.1:9'));
    await using visit = await visitStore({ as: 'developer', javaScriptEnabled });
    const { page } = visit;
    const inspect = async () => (javaScriptEnabled ? inspectPage(page) : []);
    await page.goto(`/developer/apps/${app.id}`);
    await shown(page.getByText('Version 1.0.0 is what the draft says.'));
    expect(await inspect()).toEqual([]);
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download YAML' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe(`${app.slug}.yaml`);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toContain(`name: ${app.name}`);

    await page.getByRole('link', { name: 'Replace by a file' }).click();
    await page.getByLabel('Or its text').fill(text);
    await page.getByRole('button', { name: 'See what it changes' }).click();
    await shown(page.getByText('The file says what the draft says already.'));
    const changed = text
      .replace('Shows your tags in your CRM.', 'Another line.')
      .replace(/ {2}- id: sub-flows:send\n(?: {4}.*\n)+/, '');
    await page.getByLabel('Or its text').fill(changed.replace('category: marketing', 'category: marketting'));
    await page.getByRole('button', { name: 'See what it changes' }).click();
    await shown(page.getByRole('alert').getByText(/^Line \d+: The category .*Did you mean marketing\?/));
    await page.getByLabel('Or its text').fill(changed);
    await page.getByRole('button', { name: 'See what it changes' }).click();
    await shown(page.getByText('The file is sound. Nothing has been replaced yet.'));
    await shown(page.getByText('Another line.').first());
    await shown(page.getByText('Send sub flows').first());
    expect(await inspect()).toEqual([]);
    expect((await draftOf(app.id)).manifest.summary).toBe('Shows your tags in your CRM.');
    await page.getByRole('button', { name: 'Replace the draft' }).click();
    await shown(page.getByText('The draft is replaced by your file.'));
    await shown(page.getByText('The draft differs from version 1.0.0.'));
    expect(await inspect()).toEqual([]);
    const { manifest } = await draftOf(app.id);
    expect(manifest.summary).toBe('Another line.');
    expect(manifest.scopes.map(({ id }) => id)).toEqual(['flow-tags:view', 'flow-tags:manage']);
  },
);

it('replaces nothing that somebody else saved meanwhile, and compares anew', async () => {
  const manifest = tagMirrorManifest('http://127.0.0.1:9');
  const app = await publishApp(manifest);
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(`/developer/apps/${app.id}/manifest`);
  await page.getByLabel('Or its text').fill(stringify({ ...manifest, slug: app.slug, summary: 'Mine.' }));
  await page.getByRole('button', { name: 'See what it changes' }).click();
  await shown(page.getByText('Nothing has been replaced yet.'));
  const path = { appId: app.id };
  const theirs = { ...manifest, slug: app.slug, summary: 'Theirs.' };
  const header = { 'If-Match': '*' };
  await api().PUT('/v1/developer/apps/{appId}/manifest', { params: { path, header }, body: { manifest: theirs } });
  await page.getByRole('button', { name: 'Replace the draft' }).click();
  await shown(page.getByText('Somebody else has saved the draft meanwhile'));
  await shown(page.getByText('Theirs.'));
  expect(await inspectPage(page)).toEqual([]);
  expect((await draftOf(app.id)).manifest.summary).toBe('Theirs.');
  await page.getByRole('button', { name: 'Replace the draft' }).click();
  await shown(page.getByText('The draft is replaced by your file.'));
  expect((await draftOf(app.id)).manifest.summary).toBe('Mine.');
});

it('is 404 for another developer, download included', async () => {
  const app = await publishApp(tagMirrorManifest('http://127.0.0.1:9'));
  await using visit = await visitStore({ as: 'otherOwner' });
  for (const page of [
    '',
    '/settings',
    '/preview',
    '/preview/frame',
    '/preview/frame/consent',
    '/manifest',
    '/manifest.yaml',
    '/manifest.json',
  ]) {
    const path = `/developer/apps/${app.id}${page}`;
    expect([path, (await visit.page.goto(path))?.status()]).toEqual([path, 404]);
    expect(await visit.page.content()).not.toContain(app.name);
  }
});
