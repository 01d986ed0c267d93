import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import type { JourneyApp } from './kit/journey-app.ts';
import { openNameServer, type NameServer } from './kit/open-name-server.ts';
import { consentPath, shown } from './kit/pages.ts';
import { publishApp } from './kit/publish-app.ts';
import { apiAs, system } from './kit/system.ts';
import { tagMirrorManifest } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
const path = '/developer/profile';
const domain = 'lanternworks.example';
let names: NameServer;
let app: JourneyApp;

beforeAll(async () => {
  names = await openNameServer(system.nameServerPort);
  app = await publishApp(tagMirrorManifest('http://127.0.0.1:9'));
});
afterAll(async () => {
  // The demo's developer is everybody's: what was said of them here is taken back.
  const api = apiAs(system.accounts.developer.token);
  const params = { header: { 'If-Match': '*' } };
  await api.DELETE('/v1/developer/profile/domain', { params });
  await api.PUT('/v1/developer/profile', { params, body: {} });
  await names[Symbol.asyncDispose]();
});

it('leads whoever’s session has ended through the sign-in back to what they had entered, of either form', async () => {
  const { developer } = system.accounts;
  await using visit = await visitStore({ as: 'developer', javaScriptEnabled: false });
  const { page } = visit;
  const forms = [
    {
      field: page.getByRole('textbox', { name: 'Website' }),
      text: 'https://typed.example',
      button: 'Save the profile',
    },
    {
      field: page.getByRole('textbox', { name: 'Domain' }),
      text: 'typed.example',
      button: /Set the domain|Save the change/,
    },
  ];
  for (const { field, text, button } of forms) {
    await page.goto(path);
    await field.fill(text);
    await page.context().clearCookies();
    await page.getByRole('button', { name: button }).click();
    await page.getByLabel('E-mail address').fill(developer.email);
    await page.getByLabel('Password', { exact: true }).fill(developer.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await shown(page.getByRole('status').getByText('What you had entered is here again.'));
    expect(await field.inputValue()).toBe(text);
    await page.goto(path);
    expect(await field.inputValue()).not.toBe(text);
  }
});

describe.each([
  { how: 'with JavaScript', javaScriptEnabled: true },
  { how: 'without JavaScript', javaScriptEnabled: false },
])('a developer, $how,', ({ javaScriptEnabled }) => {
  it('says who they are, proves a domain, and is shown with it where owners read and agree', async () => {
    await using visit = await visitStore({ as: 'developer', javaScriptEnabled });
    const { page } = visit;
    names.texts.clear();
    const inspect = async () => {
      if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);
    };
    await page.goto('/developer');
    await page.getByRole('link', { name: 'Developer profile' }).click();
    await shown(page.getByRole('heading', { level: 1, name: 'Developer profile' }));
    await inspect();
    await page.getByLabel('Display name').fill('Lantern Works ✓');
    await page.getByRole('button', { name: 'Save the profile' }).click();
    await shown(page.getByRole('alert').getByRole('link', { name: /no symbols such as check marks/ }));
    await page.getByLabel('Display name').fill('Lantern Works');
    await page.getByRole('button', { name: 'Save the profile' }).click();
    await shown(page.getByRole('status').getByText('Your profile is saved.'));

    await page.getByRole('textbox', { name: 'Domain' }).fill('https://lanternworks.example');
    await page.getByRole('button', { name: 'Set the domain' }).click();
    await shown(page.getByRole('alert').getByRole('link', { name: /Write the name alone/ }));
    await inspect();
    await page.getByRole('textbox', { name: 'Domain' }).fill(domain);
    await page.getByRole('button', { name: 'Set the domain' }).click();
    await shown(page.getByText('Waiting for the proof'));
    await inspect();
    const name = await page.getByLabel('Name of the record').inputValue();
    const text = await page.getByLabel('Value of the record').inputValue();
    expect([name, text]).toEqual([
      `_minimart-verification.${domain}`,
      expect.stringMatching(/^minimart-verification=\w{40}$/),
    ]);
    await page.getByRole('button', { name: 'Check now' }).click();
    await shown(page.getByRole('alert').getByText(`There is no TXT record at ${name}.`));
    names.texts.set(name, text);
    await page.getByRole('button', { name: 'Check now' }).click();
    await shown(page.getByRole('status').getByText('The domain is verified.'));
    await shown(page.getByText(/^Verified since /));
    await inspect();

    await page.goto(`/apps/${app.slug}`);
    await shown(page.getByText('by Lantern Works', { exact: true }).first());
    await shown(page.getByText(domain).first());
    await page.getByText('What does verified mean?').click();
    await shown(page.getByText(/recommends nothing/));
    await inspect();
    await page.goto(`/de/apps/${app.slug}`);
    await shown(page.getByText('Was heißt bestätigt?'));
    await page.goto('/?developer=verified');
    await shown(page.getByRole('link', { name: app.name }).first());
    await using owners = await visitStore({ as: 'owner', javaScriptEnabled });
    await owners.page.goto(consentPath(app.slug));
    await shown(owners.page.getByText(/under their control/));
    if (javaScriptEnabled) expect(await inspectPage(owners.page)).toEqual([]);

    await page.goto(path);
    await page.getByText('Change the domain or how you prove it').click();
    await page.getByLabel('By a file').check();
    await page.getByRole('button', { name: 'Save the change' }).click();
    await shown(page.getByLabel('Address of the file'));
    await page.getByText('Change the domain or how you prove it').click();
    await inspect();
    await page.getByRole('button', { name: 'Remove the domain' }).click();
    await shown(page.getByRole('status').getByText('The domain is removed.'));
    await page.goto(`/apps/${app.slug}`);
    await shown(page.getByText('by Lantern Works', { exact: true }).first());
    expect(await page.getByText(domain).count()).toBe(0);
  });
});
