import { afterAll, beforeAll, expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { agree, consentPath, shown } from './kit/pages.ts';
import { system } from './kit/system.ts';
import { openTagMirror, type TagMirror } from './kit/tag-mirror.ts';
import { tabTo } from './kit/tab-to.ts';
import { useBrowser } from './kit/use-browser.ts';

const { otherOwner, owner, member } = system.accounts;
const visitStore = useBrowser();
const place = `/workspaces/${otherOwner.workspaceId}`;
let mirror: TagMirror;
beforeAll(async () => void (mirror = await openTagMirror()));
afterAll(() => mirror[Symbol.asyncDispose]());

it('keeps an app out of a workspace whose owner blocks it, says so in the store, and lets it in again', async () => {
  const { app } = mirror;
  await using visit = await visitStore({ as: 'otherOwner', javaScriptEnabled: false });
  const { page } = visit;
  const save = async (rule: string, list: string) => {
    await page.goto(`${place}/policy`);
    await page.getByRole('radio', { name: rule }).check();
    await page.getByLabel('The list').fill(list);
    await page.getByRole('button', { name: 'Save the policy' }).click();
  };
  await save('Any app but those listed', `${app.slug}\nno-such-app`);
  await shown(page.getByRole('alert').getByText('The store has no app named no-such-app.'));
  expect(await page.getByLabel('The list').getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByRole('radio', { name: 'Any app but those listed' }).isChecked()).toBe(true);
  await save('Any app but those listed', app.slug);
  await shown(page.getByRole('status').getByText('Saved'));

  await page.goto(`/apps/${app.slug}`);
  await shown(page.getByText(/^Blocked in /));
  await page.goto(consentPath(app.slug, otherOwner.workspaceId));
  await shown(page.getByText(new RegExp(`^${app.name} is blocked in`)));
  expect(await agree(page).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Ask my owner' }).count()).toBe(0);

  await save('Any app of the store', '');
  await shown(page.getByRole('status').getByText('Saved'));
  await page.goto(consentPath(app.slug, otherOwner.workspaceId));
  await shown(agree(page));
});

it.each([true, false])(
  'leads whoever’s session has ended through the sign-in back to the policy as they had it (JavaScript: %s)',
  async (javaScriptEnabled) => {
    await using visit = await visitStore({ as: 'otherOwner', javaScriptEnabled });
    const { page } = visit;
    await page.goto(`${place}/policy`);
    await page.getByRole('radio', { name: 'Only the apps listed' }).check();
    await page.getByLabel('The list').fill('not-there-yet');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Save the policy' }).click();
    await page.getByLabel('E-mail address').fill(otherOwner.email);
    await page.getByLabel('Password', { exact: true }).fill(otherOwner.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await shown(page.getByRole('status').getByText('What you had chosen is here again.'));
    expect(await page.getByRole('radio', { name: 'Only the apps listed' }).isChecked()).toBe(true);
    expect(await page.getByLabel('The list').inputValue()).toBe('not-there-yet');
    if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);
    // Nothing was saved meanwhile.
    await page.goto(`${place}/policy`);
    expect(await page.getByLabel('The list').inputValue()).toBe('');
  },
);

it('shows what was done, narrowed by a filter that stands in the address, without JavaScript too', async () => {
  await using visit = await visitStore({ as: 'otherOwner', javaScriptEnabled: false });
  const { page } = visit;
  await page.goto(`${place}/apps`);
  await page.getByRole('link', { name: 'Audit log' }).click();
  await shown(page.getByRole('heading', { level: 1, name: 'Audit log' }));
  await page.getByLabel('What').selectOption({ label: 'Policy changed' });
  await page.getByRole('button', { name: 'Show' }).click();
  await page.waitForURL((url) => url.searchParams.get('action') === 'policy_changed');
  const rows = page.getByRole('table').getByRole('row');
  expect(await rows.count()).toBeGreaterThanOrEqual(3);
  expect(await rows.nth(1).innerText()).toMatch(/Policy changed/);
  await page.getByLabel('Search').fill('no line says this');
  await page.getByRole('button', { name: 'Show' }).click();
  await shown(page.getByRole('heading', { name: 'Nothing matches' }));
  await page.goto(`${place}/audit?from=yesterday`);
  await shown(page.getByRole('alert').getByText(/Give a date and a time/));
  const csv = await page.request.get(`/v1${place}/audit-log/export?format=csv`);
  expect([csv.status(), csv.headers()['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
});

it.each(['policy', 'audit'])('the page %s is for everybody: both themes, a phone, a screen reader', async (name) => {
  await using visit = await visitStore({ as: 'otherOwner' });
  await visit.page.goto(`${place}/${name}`);
  expect(await inspectPage(visit.page)).toEqual([]);
});

it('is filtered by keyboard alone', async () => {
  await using visit = await visitStore({ as: 'otherOwner' });
  const { page } = visit;
  await page.goto(`${place}/audit`);
  await tabTo(page, page.getByLabel('Search'));
  await page.keyboard.type('policy');
  await page.keyboard.press('Enter');
  await page.waitForURL(/text=policy/);
  await tabTo(page, page.getByRole('link', { name: 'Clear the filter' }));
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.search === '');
});

it('members read the policy and change nothing; the log and the other workspace are not theirs', async () => {
  await using visit = await visitStore({ as: 'member' });
  const { page } = visit;
  await page.goto(`/workspaces/${member.workspaceId}/policy`);
  await shown(page.getByText('Owners and admins'));
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Audit log' }).count()).toBe(0);
  for (const [path, status] of [
    [`/workspaces/${owner.workspaceId}/audit`, 403],
    [`${place}/audit`, 404],
    [`${place}/policy`, 404],
    [`${place}/requests/irq_00000000000000000000`, 404],
  ] as const)
    expect([path, (await page.goto(path))?.status()]).toEqual([path, status]);
});
