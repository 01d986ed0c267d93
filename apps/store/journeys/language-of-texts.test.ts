import { expect, it } from 'vitest';
import { consolePath } from './kit/console-paths.ts';
import { publishApp } from './kit/publish-app.ts';
import { apiAs, system } from './kit/system.ts';
import { tagMirrorManifest } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
const german = {
  ...tagMirrorManifest('http://127.0.0.1:9'),
  language: 'de',
  summary: 'Zeigt Ihre Schlagwörter in Ihrem CRM.',
  description: 'Ihre Schlagwörter, wo der **Vertrieb** sie sieht.',
  scopes: [{ id: 'flow-tags:view', reason: 'Um die Schlagwörter zu lesen.' }],
  authInputs: [{ name: 'list', type: 'string', title: 'Name der Liste', required: true }],
  requests: {},
};

const english = { ...german, language: undefined };

it('what a developer writes in another language says so, and what the store says around it does not', async () => {
  const app = await publishApp(german);
  await using visit = await visitStore();
  const { page } = visit;
  await page.goto(`/apps/${app.slug}`);
  const languageOf = (text: string) =>
    page
      .getByRole('main')
      .getByText(text)
      .first()
      .evaluate((element) => element.closest('[lang]')?.getAttribute('lang'));
  for (const text of [german.summary, 'Vertrieb', 'Um die Schlagwörter zu lesen.', 'Name der Liste', 'The first one.'])
    expect([text, await languageOf(text)]).toEqual([text, 'de']);
  for (const text of ['What this app will be able to do', 'View flow tags', 'Where data goes'])
    expect([text, await languageOf(text)]).toEqual([text, 'en']);
  await page.goto('/');
  expect(await languageOf(german.summary)).toBe('de');
});

it.each([true, false])('a developer says which language it is (JavaScript: %s)', async (javaScriptEnabled) => {
  const app = await publishApp(english);
  await using visit = await visitStore({ as: 'developer', javaScriptEnabled });
  const { page } = visit;
  await page.goto(consolePath(app, 'settings'));
  expect(await page.getByLabel('Language of your texts').inputValue()).toBe('');
  await page.getByLabel('Language of your texts').selectOption({ label: 'German' });
  await page.getByRole('button', { name: 'Save the draft' }).click();
  const saved = async () => {
    const params = { path: { appId: app.id } };
    const { data } = await apiAs(system.accounts.developer.token).GET('/v1/developer/apps/{appId}/manifest', {
      params,
    });
    return data?.manifest.language;
  };
  await expect.poll(saved).toBe('de');
});
