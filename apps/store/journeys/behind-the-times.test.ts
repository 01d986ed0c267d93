import { expect, it } from 'vitest';
import { sendNow } from './kit/console-paths.ts';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import { failsForNow } from './kit/open-receiver.ts';
import { agree, consentPath, fillConsent, newCrmToken, shown } from './kit/pages.ts';
import { publishVersion } from './kit/publish-version.ts';
import { signIn } from './kit/sign-in.ts';
import { apiAs, system } from './kit/system.ts';
import { openTagMirror, tagMirrorManifest } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const { owner, member } = system.accounts;
const visitStore = useBrowser();
const one = '/v1/workspaces/{workspaceId}/installations/{installationId}';
const at = (installationId: string) => ({ params: { path: { workspaceId: owner.workspaceId, installationId } } });
const pathOf = (id: string) => `/workspaces/${owner.workspaceId}/apps/${id}`;

it.each([true, false])(
  'says in plain words that an app was removed while its page stood open (JavaScript: %s)',
  async (javaScriptEnabled) => {
    await using mirror = await openTagMirror();
    const id = await installTagMirror(mirror.app, 'active');
    await using visit = await visitStore({ as: 'owner', javaScriptEnabled });
    const { page } = visit;
    await page.goto(pathOf(id));
    const keys = await page.context().newPage();
    await keys.goto(`${pathOf(id)}/key`);
    await apiAs(owner.token).DELETE(one, at(id));
    const told = `Nothing was done: ${mirror.app.name} was uninstalled meanwhile`;
    await keys.getByRole('button', { name: 'Replace the key' }).click();
    await shown(keys.getByRole('alert').getByText(told));
    await page.getByRole('button', { name: 'Save your choice' }).click();
    await shown(page.getByRole('alert').getByText(told));
  },
);

it('shows how the app stands now to who comes back to a page that was left open', async () => {
  await using mirror = await openTagMirror();
  const id = await installTagMirror(mirror.app, 'active');
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  await page.goto(pathOf(id));
  await shown(page.getByRole('status').getByText('is ready to use'));
  await page.waitForFunction(() => document.documentElement.dataset['scripted'] !== undefined);
  await apiAs(owner.token).DELETE(one, at(id));
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await shown(page.getByRole('status').getByText('is uninstalled'));
});

it('takes a try for well done that came just after the set-up was finished', async () => {
  await using mirror = await openTagMirror();
  mirror.server.answer = failsForNow;
  const id = await installTagMirror(mirror.app, 'pending');
  await using visit = await visitStore({ as: 'owner', javaScriptEnabled: false });
  const { page } = visit;
  await page.goto(`${pathOf(id)}?edit`);
  mirror.server.answer = { status: 200 };
  await sendNow(mirror.app);
  await expect.poll(async () => (await apiAs(owner.token).GET(one, at(id))).data?.status).toBe('active');
  await page.getByRole('button', { name: 'Try again' }).click();
  await shown(page.getByRole('status').getByText('is ready to use'));
  expect(await page.getByRole('alert').count()).toBe(0);
});

it('goes on telling of the set-up after the store refused the events once', async () => {
  await using mirror = await openTagMirror();
  mirror.server.answer = failsForNow;
  const id = await installTagMirror(mirror.app, 'pending');
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  let refused = 0;
  await page.route('**/events', (route) =>
    refused++ === 0 ? route.fulfill({ status: 502, body: 'starting' }) : route.continue(),
  );
  await page.goto(pathOf(id));
  await expect.poll(() => refused).toBeGreaterThan(0);
  mirror.server.answer = { status: 200 };
  await sendNow(mirror.app);
  await shown(page.getByRole('status').getByText('is ready to use'));
});

it.each([true, false])(
  'keeps what was entered, but no secret, when the session ends before it is sent (JavaScript: %s)',
  async (javaScriptEnabled) => {
    await using mirror = await openTagMirror();
    await using visit = await visitStore({ javaScriptEnabled });
    const { page } = visit;
    // A session of its own, since it is ended.
    await page.context().addCookies(await signIn(system.baseUrl, owner));
    await page.goto(consentPath(mirror.app.slug));
    await page.getByRole('switch', { name: 'Send sub flows' }).check();
    await fillConsent(page, { crmToken: newCrmToken(), list: 'Leads & “friends”' });
    await page.context().clearCookies();
    await agree(page).click();
    await page.getByLabel('E-mail address').fill(owner.email);
    await page.getByLabel('Password').fill(owner.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await shown(page.getByRole('status').getByText('You were signed out, so nothing was sent'));
    expect(await page.getByLabel('Name of the list').inputValue()).toBe('Leads & “friends”');
    expect(await page.getByRole('switch', { name: 'Send sub flows' }).isChecked()).toBe(true);
    expect(await page.getByRole('switch', { name: 'Manage flow tags' }).isChecked()).toBe(false);
    expect(await page.getByLabel('CRM token').inputValue()).toBe('');
    await page.getByLabel('CRM token').fill(newCrmToken());
    await agree(page).click();
    await shown(page.getByText(`${mirror.app.name} is ready to use`));
  },
);

it('says what was published while an ask was being decided, and asks again', async () => {
  await using mirror = await openTagMirror();
  {
    await using visit = await visitStore({ as: 'member' });
    await visit.page.goto(consentPath(mirror.app.slug, member.workspaceId));
    await visit.page.getByRole('button', { name: 'Ask my owner' }).click();
    await shown(visit.page.getByRole('status').getByText('You have asked'));
  }
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  await page.goto(`/workspaces/${member.workspaceId}/apps`);
  await page.getByRole('link', { name: mirror.app.name }).click();
  await fillConsent(page, { crmToken: newCrmToken(), list: 'Leads' });
  const manifest = tagMirrorManifest(mirror.server.url);
  const scopes = [...(manifest['scopes'] as object[]), { id: 'labels:view', reason: 'To sort people as you do.' }];
  const version = await publishVersion(mirror.app, { ...manifest, name: mirror.app.name, scopes });
  await page.getByRole('button', { name: 'Approve and install' }).click();
  await shown(page.getByRole('alert').getByText(`${mirror.app.name} has changed while you were reading`));
  await shown(page.getByRole('alert').getByText(`Version ${version} is in the store now`));
  const changed = page.getByRole('region', { name: 'What has changed' });
  await shown(changed.getByText('To sort people as you do.'));
  expect(await page.getByLabel('Name of the list').inputValue()).toBe('Leads');
});
