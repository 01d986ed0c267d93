import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { consolePath } from './kit/console-paths.ts';
import { newDraft, readDraft, replaceDraft } from './kit/draft-app.ts';
import { inspectPage } from './kit/inspect-page.ts';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import { focused, shown } from './kit/pages.ts';
import { apiAs, system } from './kit/system.ts';
import { tabTo } from './kit/tab-to.ts';
import { openTagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
const save = (page: Page) => page.getByRole('button', { name: 'Save the draft' }).click();
const saved = (page: Page) => shown(page.getByRole('status').getByText('The draft is saved.'));
const scopeRow = (page: Page, label: string) =>
  page.locator('li').filter({ has: page.getByRole('checkbox', { name: label, exact: true }) });
const preview = (page: Page) => page.getByRole('region', { name: 'What the owner agrees to' });

describe.each([
  { how: 'on a desktop', viewport: { width: 1280, height: 900 }, colorScheme: 'light' as const },
  { how: 'on a dark phone', viewport: { width: 360, height: 800 }, colorScheme: 'dark' as const },
])('the editor of scopes, $how', (look) => {
  it('asks for a reason, shows the consent page as it will be, and saves', async () => {
    const own = await newDraft();
    await using visit = await visitStore({ as: 'developer', ...look });
    const { page } = visit;
    await page.goto(consolePath(own, 'scopes'));
    await shown(page.getByText('3 permissions, 2 sensitive').first());
    await page.getByLabel('Find a permission').fill('bot users view');
    await shown(page.getByRole('status').getByText(/^\d+ of \d+ match/));
    expect(await page.getByRole('checkbox', { name: 'Send sub flows', exact: true }).isVisible()).toBe(false);
    const row = scopeRow(page, 'View bot users');
    await row.getByRole('checkbox', { name: 'View bot users', exact: true }).check();
    await row.getByText('What it opens').click();
    await shown(row.getByText('GET /api/subscribers', { exact: true }));
    await shown(page.getByText('1 needs a reason'));
    await save(page);
    await shown(page.getByRole('alert').getByText(/reason/));
    const reason = row.getByLabel('Why you need it');
    expect(await reason.getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('alert').getByRole('link').click();
    await focused(reason);
    expect(await inspectPage(page)).toEqual([]);
    await reason.fill('x'.repeat(281));
    await shown(row.getByText('1 too many'));
    await reason.fill('To <b>greet</b> them by name.');
    await row.getByLabel('Optional').check();
    await shown(preview(page).getByText('To <b>greet</b> them by name.'));
    await save(page);
    await saved(page);
    expect((await readDraft(own.id)).scopes.at(-1)).toEqual({
      id: 'subscribers:view',
      reason: 'To <b>greet</b> them by name.',
      optional: true,
    });
  });
});

it('previews what the app cannot do as its listing says it once published', async () => {
  const own = await newDraft();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(consolePath(own, 'scopes'));
  await page.getByRole('checkbox', { name: 'Send sub flows', exact: true }).uncheck();
  await save(page);
  await saved(page);
  const api = apiAs(system.accounts.developer.token);
  await api.POST('/v1/developer/apps/{appId}/versions', {
    params: { path: { appId: own.id } },
    body: { changelog: '' },
  });
  const { data: listing } = await api.GET('/v1/apps/{slug}', { params: { path: { slug: own.slug } } });
  const cannot = preview(page).getByRole('region', { name: 'It will not be able to' });
  expect(
    await cannot
      .locator('li')
      .allInnerTexts()
      .then((texts) => texts.slice(0, 8)),
  ).toEqual(listing?.cannot.slice(0, 8));
  expect(await cannot.locator('li').count()).toBe(listing?.cannot.length);
});

it('is worked by the keyboard alone, and takes a removal back with its reason', async () => {
  const own = await newDraft();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(consolePath(own, 'scopes'));
  const box = page.getByRole('checkbox', { name: 'Send sub flows', exact: true });
  await tabTo(page, page.getByLabel('Find a permission'));
  await page.keyboard.type('sub flow');
  await tabTo(page, box);
  await page.keyboard.press('Space');
  expect(await box.isChecked()).toBe(false);
  await shown(page.getByText('2 permissions, 1 sensitive').first());
  expect(await inspectPage(page)).toEqual([]);
  await shown(page.getByText('Removed Send sub flows.'));
  await tabTo(page, page.getByRole('button', { name: 'Undo' }));
  await page.keyboard.press('Enter');
  await focused(box);
  expect(await box.isChecked()).toBe(true);
  expect(await scopeRow(page, 'Send sub flows').getByLabel('Why you need it').inputValue()).toBe(
    'To greet a new lead.',
  );
  await tabTo(page, page.getByRole('button', { name: 'Save the draft' }));
  await page.keyboard.press('Enter');
  await saved(page);
  expect((await readDraft(own.id)).scopes).toHaveLength(3);
});

it('keeps what is not saved when the page is left, and leads out of a scope that no plugin declares any more', async () => {
  const own = await newDraft();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(consolePath(own, 'scopes'));
  await scopeRow(page, 'View flow tags').getByLabel('Why you need it').fill('Half a reason');
  // A draft keeps a scope whose plugin was taken out; here the one that this tab remembers does.
  await page.goto('/developer');
  await page.evaluate((id) => {
    const key = `draft:${id}:scopes`;
    const kept = JSON.parse(sessionStorage.getItem(key)!);
    kept.value.scopes.push({ id: 'old-things:view', reason: 'Of old.', optional: false });
    sessionStorage.setItem(key, JSON.stringify(kept));
  }, own.id);
  await page.goto(consolePath(own, 'scopes'));
  await shown(page.getByText('What you had not saved is back'));
  await shown(page.getByText('No longer on offer'));
  expect(await scopeRow(page, 'View flow tags').getByLabel('Why you need it').inputValue()).toBe('Half a reason');
  expect(await inspectPage(page)).toEqual([]);
  await save(page);
  await shown(page.getByRole('alert').getByText(/No installed plugin declares the scope old-things:view/));
  await page.getByRole('checkbox', { name: /old-things:view/ }).click();
  await shown(page.getByText('Removed old-things:view.'));
  await shown(page.getByRole('button', { name: 'Undo' }));
  await save(page);
  await saved(page);
  expect((await readDraft(own.id)).scopes).toHaveLength(3);
});

it('merges what two change at different scopes, and shows both sides where they change the same', async () => {
  const own = await newDraft();
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(consolePath(own, 'scopes'));
  await scopeRow(page, 'View flow tags').getByLabel('Why you need it').fill('My reason.');
  await replaceDraft(own.id, ({ scopes, ...rest }) => ({
    ...rest,
    scopes: [
      ...scopes.map((scope) => ({ ...scope, reason: 'Their reason.' })),
      { id: 'segments:view', reason: 'New.', optional: true },
    ],
  }));
  await save(page);
  await shown(page.getByRole('heading', { name: 'View flow tags: reason' }));
  expect(await page.getByRole('heading', { name: /: reason$/ }).count()).toBe(1);
  expect(await inspectPage(page)).toEqual([]);
  await save(page);
  await saved(page);
  expect((await readDraft(own.id)).scopes.map(({ id, reason }) => `${id} ${reason}`)).toEqual([
    'flow-tags:view My reason.',
    'flow-tags:manage Their reason.',
    'sub-flows:send Their reason.',
    'segments:view New.',
  ]);
});

it('works without JavaScript: fields show with the tick, and what is wrong is said', async () => {
  const own = await newDraft();
  await using visit = await visitStore({ as: 'developer', javaScriptEnabled: false });
  const { page } = visit;
  await page.goto(consolePath(own, 'scopes'));
  const row = scopeRow(page, 'View segments');
  expect(await row.getByLabel('Why you need it').isVisible()).toBe(false);
  await row.getByRole('checkbox', { name: 'View segments', exact: true }).check();
  await page.getByRole('checkbox', { name: 'Manage flow tags', exact: true }).uncheck();
  await save(page);
  await shown(page.getByRole('alert').getByText(/reason/));
  await row.getByLabel('Why you need it').fill('To choose whom to write to.');
  await save(page);
  await saved(page);
  expect((await readDraft(own.id)).scopes.map(({ id }) => id)).toEqual([
    'flow-tags:view',
    'sub-flows:send',
    'segments:view',
  ]);
});

it('tells what installations make of a scope, and warns of nothing too early', async () => {
  await using mirror = await openTagMirror();
  await installTagMirror(mirror.app, 'active');
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto(consolePath(mirror.app, 'scopes'));
  await shown(
    scopeRow(page, 'View flow tags').getByText('Not used so far, but too early to tell: 1 installation has it'),
  );
  expect(await page.getByText('consider dropping it').count()).toBe(0);
});
