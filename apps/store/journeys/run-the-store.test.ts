import { expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import { shown } from './kit/pages.ts';
import { apiAs, system } from './kit/system.ts';
import { openTagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';
import { useTagMirror } from './kit/use-tag-mirror.ts';

const visitStore = useBrowser();
const words = 'It sent more than it said.';

it('finds an app, suspends it with its keys, and lifts that again; owner and developer read why (no JavaScript)', async () => {
  await using mirror = await openTagMirror();
  const installationId = await installTagMirror(mirror.app, 'active');
  await using visit = await visitStore({ as: 'operator', javaScriptEnabled: false });
  const { page } = visit;
  await page.goto('/operator');
  await page.getByRole('link', { name: 'Apps', exact: true }).click();
  await page.getByLabel('Name, address or id').fill(mirror.app.slug);
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByRole('link', { name: mirror.app.name }).click();
  await page.getByRole('radio', { name: /Its keys as well/ }).check();
  await page.getByLabel('Why, for owners and the developer').fill(words);
  await page.getByLabel('Note for operators').fill('Reported by three.');
  await page.getByRole('button', { name: 'Suspend' }).click();
  await shown(page.getByText('The app is suspended.'));

  const gone = await page.goto(`/apps/${mirror.app.slug}`);
  expect(gone?.status()).toBe(410);
  await shown(page.getByText('suspended by those who run the store'));
  {
    await using owner = await visitStore({ as: 'owner' });
    await owner.page.goto(`/workspaces/${system.accounts.owner.workspaceId}/apps/${installationId}`);
    await shown(owner.page.getByText(words));
    expect(await inspectPage(owner.page)).toEqual([]);
  }
  {
    await using developer = await visitStore({ as: 'developer' });
    await developer.page.goto(`/developer/apps/${mirror.app.id}/settings`);
    await shown(developer.page.getByText(words));
    expect(await inspectPage(developer.page)).toEqual([]);
  }

  await page.goto(`/operator/apps/${mirror.app.id}`);
  await page.getByRole('button', { name: 'Lift it' }).click();
  await shown(page.getByText('The suspension is lifted.'));
  expect((await page.goto(`/apps/${mirror.app.slug}`))?.status()).toBe(200);
  await page.goto(`/operator/audit?subject=${mirror.app.id}`);
  await shown(page.getByRole('cell', { name: 'Suspension lifted' }));
});

it('decides about a report, in both themes and at any width', async () => {
  await using mirror = await openTagMirror();
  const details = `It is not what it says: ${mirror.app.slug}`;
  const reported = await apiAs(system.accounts.owner.token).POST('/v1/apps/{slug}/reports', {
    params: { path: { slug: mirror.app.slug } },
    body: { reason: 'misleading', details },
  });
  await using visit = await visitStore({ as: 'operator' });
  const { page } = visit;
  for (const path of ['/operator', '/operator/reviews', '/operator/apps', '/operator/reports']) {
    await page.goto(path);
    expect(await inspectPage(page)).toEqual([]);
  }
  await page.goto(`/operator/reports/${reported.data!.id}`);
  await shown(page.getByText(details));
  expect(await inspectPage(page)).toEqual([]);
  await page.getByLabel('Why').fill('It is what it says.');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await shown(page.getByText('It is written down.'));
  await page.goto(`/operator/apps/${mirror.app.id}`);
  expect(await inspectPage(page)).toEqual([]);
  await page.goto('/operator/audit?text=dismissed');
  await shown(page.getByText('It is what it says.').first());
  expect(await inspectPage(page)).toEqual([]);
});

it('hides a review with words for its author, who reads them beside it and while editing it', async () => {
  await using mirror = await openTagMirror();
  const { slug } = mirror.app;
  const used = await useTagMirror(mirror);
  await used.review(1, 'Somebody made this badly.');
  const api = apiAs(system.accounts.owner.token);
  const { data } = await api.GET('/v1/apps/{slug}/reviews', { params: { path: { slug } } });
  const reported = await api.POST('/v1/apps/{slug}/reports', {
    params: { path: { slug } },
    body: { reason: 'offensive', details: 'It insults me.', review: data!.items[0]!.id },
  });
  const said = 'It insults somebody.';
  {
    await using visit = await visitStore({ as: 'operator' });
    const { page } = visit;
    await page.goto(`/operator/reports/${reported.data!.id}`);
    expect(await inspectPage(page)).toEqual([]);
    await page.getByLabel('Why').first().fill('An insult.');
    await page.getByLabel('Why, for its author').fill(said);
    await page.getByRole('button', { name: 'Hide the review' }).click();
    await shown(page.getByText(`Its author reads: ${said}`));
  }
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  const path = `/workspaces/${system.accounts.owner.workspaceId}/apps/${used.installationId}`;
  await page.goto(path);
  await shown(page.getByText(said));
  expect(await inspectPage(page)).toEqual([]);
  await page.goto(`${path}/review`);
  await shown(page.getByText(said));
  expect(await inspectPage(page)).toEqual([]);
  await page.getByLabel('In your own words').fill('It is made badly.');
  await page.getByRole('button', { name: 'Save it' }).click();
  await shown(page.getByText('Your review is saved. It is still hidden.'));
});

it('is no page to anybody else, and has no link in their menu', async () => {
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  await page.goto('/');
  expect(await page.locator('a[href="/operator"]').count()).toBe(0);
  for (const path of ['', '/reviews', '/apps', '/reports', '/audit', '/apps/app_0', '/reports/rpt_0'])
    expect((await page.goto(`/operator${path}`))?.status()).toBe(404);
  await using operator = await visitStore({ as: 'operator' });
  await operator.page.goto('/');
  expect(await operator.page.locator('a[href="/operator"]').count()).toBe(1);
});
