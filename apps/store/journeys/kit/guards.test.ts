import { expect, it } from 'vitest';
import { inspectPage } from './inspect-page.ts';
import { keepSecret } from './known-secrets.ts';
import { tabTo } from './tab-to.ts';
import { useBrowser } from './use-browser.ts';

const visitStore = useBrowser();
const searchButton = { name: 'Search', exact: true } as const;

it('fails a visit that received a secret, naming what and where', async () => {
  const visit = await visitStore();
  await visit.page.goto('/sign-in?next=/');
  keepSecret('a word of the page', 'E-mail address');
  await expect(visit[Symbol.asyncDispose]()).rejects.toThrow(/a word of the page in .*\/sign-in/);
});

it('fails a visit that received a secret on a page that was left at once', async () => {
  const visit = await visitStore();
  keepSecret('a word of the page', 'E-mail address');
  for (let times = 0; times < 10; times += 1) await visit.page.goto('/sign-in?next=/', { waitUntil: 'commit' });
  await visit.page.goto('about:blank');
  const pages = (await visit.received()).filter(({ url }) => new URL(url).pathname === '/sign-in');
  expect(pages).toHaveLength(10);
  await expect(visit[Symbol.asyncDispose]()).rejects.toThrow(/a word of the page in .*\/sign-in/);
});

it('fails a visit whose page has a script that throws', async () => {
  const visit = await visitStore();
  await visit.page.goto('/apps/no-such-app');
  const thrown = visit.page.waitForEvent('pageerror');
  await visit.page.evaluate(() => void setTimeout(() => JSON.parse('{')));
  await thrown;
  await expect(visit[Symbol.asyncDispose]()).rejects.toThrow('SyntaxError');
});

it('presses and types nothing before the scripts of a page answer, also of one that a link led to', async () => {
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto('/developer');
  await page.route('**/_app/immutable/entry/*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await route.continue();
  });
  await page.getByRole('link', { name: 'Create an app' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Not too early');
  expect(await page.getByLabel('Address in the store').inputValue()).toBe('not-too-early');
});

it('fails a visit whose page did what its policy forbids', async () => {
  const visit = await visitStore();
  await visit.page.goto('/apps/no-such-app');
  const told = visit.page.waitForEvent('console');
  await visit.page.evaluate(() => document.body.setAttribute('style', 'color: red'));
  await told;
  await expect(visit[Symbol.asyncDispose]()).rejects.toThrow('Content Security Policy');
});

it.each([
  ['does not show', '*, ::after { outline: none !important }'],
  ['is covered', 'body::after { content: ""; position: fixed; inset: 0; z-index: 999 }'],
])('sees a focus that %s', async (fault, content) => {
  await using visit = await visitStore({ bypassCSP: true });
  await visit.page.goto('/');
  await visit.page.addStyleTag({ content });
  await expect(tabTo(visit.page, visit.page.getByRole('button', searchButton))).rejects.toThrow(fault);
});

it('sees text that is pale in the dark, and what sticks out on a phone', async () => {
  await using visit = await visitStore({ bypassCSP: true });
  await visit.page.goto('/apps/no-such-app');
  await visit.page.addStyleTag({
    content: '@media (prefers-color-scheme: dark) { main p { color: #333 } } main { min-width: 340px }',
  });
  const faults = await inspectPage(visit.page);
  expect(faults.map((fault) => fault.split(' (')[0])).toEqual([
    expect.stringMatching(/^dark, 360 px: color-contrast/),
    'dark, 320 px: scrolls sideways',
  ]);
});
