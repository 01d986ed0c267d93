import { expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import { consentPath, shown } from './kit/pages.ts';
import { openReceiver } from './kit/open-receiver.ts';
import { publishApp } from './kit/publish-app.ts';
import { publishVersion } from './kit/publish-version.ts';
import { system } from './kit/system.ts';
import { tagMirrorManifest } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const { workspaceId } = system.accounts.owner;
const visitStore = useBrowser();
const endless = (letter: string, count: number) => letter.repeat(count);

/** Tag Mirror as a developer would write it who wants to break the store's pages. */
function hostile(serverUrl: string): Record<string, unknown> {
  const manifest = tagMirrorManifest(serverUrl);
  const scopes = (manifest['scopes'] as object[]).map((scope) => ({ ...scope, reason: endless('R', 150) }));
  const authInputs = (manifest['authInputs'] as object[]).map((input) => ({
    ...input,
    title: endless('T', 60),
    description: endless('D', 200),
  }));
  return { ...manifest, name: endless('N', 60), summary: endless('S', 80), scopes, authInputs };
}

it('shows words without end from a developer on every page of an app’s life, and none scrolls sideways', async () => {
  await using server = await openReceiver();
  const manifest = hostile(server.url);
  const app = await publishApp(manifest);
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  const inspect = async (path: string) => {
    await page.goto(path);
    return (await inspectPage(page)).map((fault) => `${path}: ${fault}`);
  };
  for (const path of [`/apps/${app.slug}`, `/apps/${app.slug}/report`]) expect(await inspect(path)).toEqual([]);
  expect(await inspect(consentPath(app.slug))).toEqual([]);

  const installation = `/workspaces/${workspaceId}/apps/${await installTagMirror(app, 'active')}`;
  const further = { id: 'labels:view', reason: endless('R', 150) };
  const changelog = endless('C', 300);
  const scopes = [...(manifest['scopes'] as object[]), further];
  const version = await publishVersion(app, { ...manifest, scopes }, { changelog });
  await expect
    .poll(async () => {
      await page.goto(installation);
      return page.getByRole('heading', { name: `Update to version ${version}?` }).count();
    })
    .toBe(1);
  for (const path of ['', '/key', '/inputs', '/review', '/uninstall'])
    expect(await inspect(installation + path)).toEqual([]);
  await page.getByRole('button', { name: /^Uninstall/ }).click();
  await shown(page.getByRole('status').getByText('is uninstalled'));
  for (const path of [installation, `${installation}/farewell`, `/workspaces/${workspaceId}/apps`])
    expect(await inspect(path)).toEqual([]);
});

it('keeps a name that is read from right to left apart from the words around it', async () => {
  await using server = await openReceiver();
  const app = await publishApp({ ...tagMirrorManifest(server.url), name: 'מראה (בטא)!' });
  const installation = `/workspaces/${workspaceId}/apps/${await installTagMirror(app, 'active')}`;
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  for (const path of [`/apps/${app.slug}`, installation, `${installation}/uninstall`]) {
    await page.goto(path);
    const name = page.getByRole('heading', { level: 1 }).locator('bdi');
    expect(await name.innerText()).toBe(app.name);
    expect(await name.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
  }
});
