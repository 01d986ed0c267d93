import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectPage } from './kit/inspect-page.ts';
import { openReceiver, type AppServer } from './kit/open-receiver.ts';
import { agree, consentPath, focused, newCrmToken, shown } from './kit/pages.ts';
import type { JourneyApp } from './kit/journey-app.ts';
import { publishApp } from './kit/publish-app.ts';
import { tabTo } from './kit/tab-to.ts';
import { tagMirrorManifest } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
let server: AppServer;
let app: JourneyApp;

/** One input of each type, most with a limit. */
const authInputs = [
  { name: 'crm_token', type: 'string', title: 'CRM token', required: true, secret: true, minLength: 8 },
  { name: 'mail', type: 'string', title: 'Mail address', required: true, format: 'email' },
  { name: 'note', type: 'text', title: 'Note', maxLength: 10, placeholder: 'For your team' },
  { name: 'port', type: 'number', title: 'Port', required: true, min: 1, max: 65535, step: 1 },
  { name: 'plan', type: 'select', title: 'Plan', required: true, options: [{ value: 'pro', label: 'The large one' }] },
  { name: 'terms', type: 'checkbox', title: 'I have read the terms', required: true },
  { name: 'region', type: 'string', title: 'Region', default: 'eu', description: 'Where your CRM is.' },
];

beforeAll(async () => {
  server = await openReceiver();
  const { requests, ...manifest } = tagMirrorManifest(server.url) as { requests: { subscribe: object } };
  const json = Object.fromEntries(authInputs.map(({ name }) => [name, `{{auth.${name}}}`]));
  const subscribe = { ...requests.subscribe, body: { json: { key: '{{api_key}}', ...json } } };
  app = await publishApp({ ...manifest, authInputs, requests: { subscribe } });
});
afterAll(() => server[Symbol.asyncDispose]());

const wrong = {
  'CRM token': ['short', /CRM token must be at least 8 characters long/],
  'Mail address': ['ada', /Mail address must be an e-mail address, such as/],
  Port: ['80.5', /Port must be a whole number/],
} as const;

/** Each control that is wrong is marked, and described by what is wrong with it. */
async function expectFault(page: Page, label: string, words: RegExp): Promise<void> {
  const field = page.getByLabel(label);
  expect(await field.getAttribute('aria-invalid'), label).toBe('true');
  const ids = ((await field.getAttribute('aria-describedby')) ?? '').split(' ');
  const texts = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).innerText()));
  expect(texts.join(' ').replace(/\s+/g, ' ')).toMatch(words);
}

describe.each([
  { how: 'with JavaScript', javaScriptEnabled: true },
  { how: 'without JavaScript', javaScriptEnabled: false },
])('auth inputs of every type, $how', ({ javaScriptEnabled }) => {
  it('are each refused at their field in the same words, and go on once they are right', async () => {
    await using visit = await visitStore({ as: 'owner', javaScriptEnabled });
    const { page } = visit;
    await page.goto(`${consentPath(app.slug)}&remembered=no`);
    expect(await page.getByLabel('Region').inputValue()).toBe('eu');
    expect(await page.getByLabel('CRM token').getAttribute('autocomplete')).toBe('new-password');
    for (const [label, [value]] of Object.entries(wrong)) await page.getByLabel(label).fill(value);
    await agree(page).click();
    await shown(page.getByRole('alert').getByText(`${app.name} is not installed`));
    for (const [label, [, words]] of Object.entries(wrong)) await expectFault(page, label, words);
    await expectFault(page, 'Plan', /Plan is missing/);
    await expectFault(page, 'I have read the terms', /must be ticked/);
    expect(await page.getByRole('alert').getByRole('link').count()).toBe(5);
    expect(await page.getByLabel('Region').getAttribute('aria-invalid')).toBeNull();
    if (javaScriptEnabled) {
      await focused(page.getByLabel('CRM token'));
      expect(await inspectPage(page)).toEqual([]);
      // A fault goes as soon as it is put right.
      await page.getByLabel('Port').fill('8080');
      await page.getByLabel('Port').blur();
      await expect.poll(() => page.getByLabel('Port').getAttribute('aria-invalid')).toBeNull();
    }
    const index = javaScriptEnabled ? 0 : 1;
    const crmToken = newCrmToken();
    await page.getByLabel('CRM token').fill(crmToken);
    await page.getByLabel('Mail address').fill('ada@example.com');
    await page.getByLabel('Port').fill('8080');
    await page.getByLabel('Plan').selectOption('The large one');
    await page.getByLabel('I have read the terms').check();
    await agree(page).click();
    await shown(page.getByText(`${app.name} is ready to use`));
    const { key: _key, ...sent } = JSON.parse((await server.request(index)).body) as Record<string, unknown>;
    expect(sent).toEqual({
      crm_token: crmToken,
      mail: 'ada@example.com',
      note: null,
      port: 8080,
      plan: 'pro',
      terms: true,
      region: 'eu',
    });
    // For the next run.
    await page.getByRole('link', { name: /^Uninstall/ }).click();
    await page.getByRole('button', { name: `Uninstall ${app.name}` }).click();
    await shown(page.getByText(`${app.name} is uninstalled`));
  });
});

it('leads the keyboard to the first wrong input', async () => {
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  await page.goto(`${consentPath(app.slug)}&remembered=no`);
  await tabTo(page, agree(page));
  await page.keyboard.press('Enter');
  await shown(page.getByRole('alert'));
  await focused(page.getByLabel('CRM token'));
  await page.keyboard.type('long enough');
  await page.keyboard.press('Tab');
  await expect.poll(() => page.getByLabel('CRM token').getAttribute('aria-invalid')).toBeNull();
});
