import { expect, it } from 'vitest';
import { agree, consentPath, fillConsent, newCrmToken, shown } from './kit/pages.ts';
import { readSubscribeRequest } from './kit/read-subscribe-request.ts';
import { apiAs } from './kit/system.ts';
import { openTagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();

it("shows the refusal of an app's server as plain text, takes corrected inputs and tries again", async () => {
  await using mirror = await openTagMirror();
  const { app, server } = mirror;
  server.answer = {
    status: 422,
    body: JSON.stringify({ message: 'The <b>token</b> is <img src=x onerror=alert(1)>not ours & expired.' }),
  };
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  await page.goto(consentPath(app.slug));
  await fillConsent(page, { crmToken: newCrmToken(), list: 'Leads' });
  await agree(page).click();
  await shown(page.getByRole('status').getByText(`${app.name} is not working`));
  await shown(page.getByText('The token is not ours & expired.'));
  expect(await page.locator('blockquote *').count()).toBe(0);
  const refused = readSubscribeRequest(app, await server.request(0));
  expect((await apiAs(refused.key).GET('/api/flow/tags')).response.status).toBe(401);

  server.answer = { status: 200 };
  expect(await page.getByLabel('Name of the list').inputValue()).toBe('Leads');
  expect(await page.getByLabel('CRM token').inputValue()).toBe('');
  const crmToken = newCrmToken();
  await fillConsent(page, { crmToken, list: 'Customers' });
  await page.getByRole('button', { name: 'Try again' }).click();
  await shown(page.getByRole('status').getByText(`${app.name} is ready to use`));
  const accepted = readSubscribeRequest(app, await server.request(1));
  expect(accepted).toMatchObject({ token: crmToken, list: 'Customers' });
  expect(accepted.key).not.toBe(refused.key);
  expect((await apiAs(accepted.key).GET('/api/flow/tags')).response.status).toBe(200);
  expect((await apiAs(refused.key).GET('/api/flow/tags')).response.status).toBe(401);
});

it('keeps a secret input that is left empty when trying again', async () => {
  await using mirror = await openTagMirror();
  const { app, server } = mirror;
  server.answer = { status: 422 };
  await using visit = await visitStore({ as: 'owner', javaScriptEnabled: false });
  const { page } = visit;
  const crmToken = newCrmToken();
  await page.goto(consentPath(app.slug));
  await fillConsent(page, { crmToken, list: 'Leads' });
  await agree(page).click();
  await shown(page.getByText(`${app.name} is not working`));
  readSubscribeRequest(app, await server.request(0));
  server.answer = { status: 200 };
  await page.getByLabel('Name of the list').fill('Customers');
  await page.getByRole('button', { name: 'Try again' }).click();
  const accepted = readSubscribeRequest(app, await server.request(1));
  expect(accepted).toMatchObject({ token: crmToken, list: 'Customers' });
  await shown(page.getByText(`${app.name} is ready to use`));
});

it('tells of tries and of the next one while a server is down, and can be cancelled', async () => {
  await using mirror = await openTagMirror();
  const { app, server } = mirror;
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  await page.goto(consentPath(app.slug));
  await fillConsent(page, { crmToken: newCrmToken(), list: 'Leads' });
  // The second try comes 5 s after the first, the third minutes later. The second ends no sooner than what the page says of the first is read.
  const isRead = Promise.withResolvers<void>();
  server.answer = { status: null };
  await agree(page).click();
  readSubscribeRequest(app, await server.request(0));
  server.answer = { status: null, after: isRead.promise };
  const status = page.getByRole('status');
  await shown(status.getByText(`${app.name}’s server has not confirmed yet`));
  expect(await status.innerText()).toMatch(/did not answer at the first try/);
  await shown(page.getByText(/Next try: (in \d+ seconds|any moment now)/));
  isRead.resolve();
  await shown(status.getByText(/at the last of 2 tries/));
  readSubscribeRequest(app, await server.request(1));
  await shown(page.getByText(/Next try: in \d+ (minutes|seconds)/));
  await page.getByRole('button', { name: 'Cancel the set-up' }).click();
  await shown(status.getByText(`${app.name} is uninstalled`));
  expect(await page.getByRole('button', { name: 'Cancel the set-up' }).count()).toBe(0);
  await shown(page.getByRole('link', { name: 'Install again' }));
});
