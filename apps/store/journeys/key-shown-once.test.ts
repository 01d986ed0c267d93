import { expect, it } from 'vitest';
import { keepSecret, secretsIn } from './kit/known-secrets.ts';
import { agree, consentPath, shown } from './kit/pages.ts';
import { publishApp } from './kit/publish-app.ts';
import { apiAs } from './kit/system.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();

it.each([true, false])(
  'shows the key of an app without a server once, and never again (JavaScript: %s)',
  async (javaScriptEnabled) => {
    const app = await publishApp({
      name: `Tag Script ${javaScriptEnabled ? 'One' : 'Two'}`,
      summary: 'A script on your own computer.',
      description: 'It lists your tags.',
      category: 'productivity',
      scopes: [{ id: 'flow-tags:view', reason: 'To list them.' }],
    });
    const key = await readKeyOnce(app.slug, javaScriptEnabled);
    expect((await apiAs(key).GET('/api/flow/tags')).response.status).toBe(200);
    expect((await apiAs(key).POST('/api/flow/create-tag', { body: { name: 'x' } })).response.status).toBe(403);

    await using visit = await visitStore({ as: 'owner', javaScriptEnabled });
    await visit.page.goto(consentPath(app.slug));
    await visit.page.getByRole('link', { name: `Open ${app.name}` }).click();
    await shown(visit.page.getByText(`${key.slice(0, 12)}…${key.slice(-4)}`));
  },
);

/** Installs the app, reads the key off the page, and sees that it is gone after a reload and on the way back. */
async function readKeyOnce(slug: string, javaScriptEnabled: boolean): Promise<string> {
  // Closed at the end by itself: this is the one visit that may receive a secret.
  const visit = await visitStore({ as: 'owner', javaScriptEnabled });
  const { page } = visit;
  await page.goto(consentPath(slug));
  await agree(page).click();
  await shown(page.getByText('This key is shown once'));
  const key = keepSecret('a key', await page.getByLabel(/^Key of/).inputValue());
  expect(key).toMatch(/^mm_live_[0-9A-Za-z]{38}$/);
  expect(page.url()).not.toContain(key);
  const before = (await visit.received()).length;
  await page.reload();
  await shown(page.getByRole('heading', { level: 1 }));
  await page.goBack();
  await shown(page.getByRole('heading', { level: 1 }));
  const later = (await visit.received()).slice(before);
  expect(later.length).toBeGreaterThan(0);
  expect(later.flatMap(({ text }) => secretsIn(text))).toEqual([]);
  expect(visit.thirdParties).toEqual([]);
  await page.context().close();
  return key;
}
