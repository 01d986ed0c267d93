import { describe, expect, it } from 'vitest';
import { consolePath } from './kit/console-paths.ts';
import { inspectPage } from './kit/inspect-page.ts';
import { installTagMirror } from './kit/install-tag-mirror.ts';
import { focused, shown } from './kit/pages.ts';
import { signIn } from './kit/sign-in.ts';
import { apiAs, system } from './kit/system.ts';
import { tabTo } from './kit/tab-to.ts';
import { openTagMirror } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';
import { useTagMirror } from './kit/use-tag-mirror.ts';

const { owner, developer } = system.accounts;
const visitStore = useBrowser();
const installationPath = (id: string) => `/workspaces/${owner.workspaceId}/apps/${id}`;

describe.each([
  { how: 'with JavaScript', javaScriptEnabled: true },
  { how: 'without JavaScript', javaScriptEnabled: false },
])('a review, $how', ({ javaScriptEnabled }) => {
  it('is written after real use, edited, answered, and deleted', async () => {
    await using mirror = await openTagMirror();
    const { app } = mirror;
    const { installationId } = await useTagMirror(mirror);
    await using visit = await visitStore({ as: 'owner', javaScriptEnabled });
    const { page } = visit;
    const inspect = async () => {
      if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);
    };
    await page.goto(`/apps/${app.slug}`);
    await shown(page.getByRole('heading', { name: 'No review yet' }));
    expect(await page.content()).not.toContain('aggregateRating');
    await inspect();

    await page.goto(installationPath(installationId));
    await page.getByRole('link', { name: 'Write a review' }).click();
    await shown(page.getByRole('heading', { level: 1, name: `Review ${app.name}` }));
    await inspect();
    await page.getByRole('button', { name: 'Put it into the store' }).click();
    await shown(page.getByRole('alert').getByRole('link', { name: /Give 1, 2, 3, 4 or 5 stars/ }));
    await shown(page.getByRole('alert').getByRole('link', { name: /Say in a few words/ }));
    await inspect();
    await page.getByRole('radio', { name: /2 stars/ }).check();
    await page.getByLabel('In your own words').fill('It loses tags.\nSometimes.');
    await page.getByRole('button', { name: 'Put it into the store' }).click();
    await shown(page.getByRole('status').getByText('Your review is in the store.'));
    await inspect();

    await using console = await visitStore({ as: 'developer', javaScriptEnabled });
    const developers = console.page;
    await developers.goto(consolePath(app, 'reviews'));
    await developers.getByRole('link', { name: /^Reply to / }).click();
    await developers.getByLabel(/^Your reply to/).fill('Mended in 1.1.');
    await developers.getByRole('button', { name: 'Reply', exact: true }).click();
    await shown(developers.getByRole('status').getByText('Your reply is in the store.'));
    await shown(developers.getByRole('heading', { name: 'Your reply' }));

    await page.goto(`/apps/${app.slug}`);
    const review = page.getByRole('article', { name: 'Fern & Fable' });
    await shown(review.getByText('It loses tags.'));
    await shown(review.getByRole('img', { name: '2 stars' }));
    await shown(review.getByText('used version 1.0.0'));
    await shown(review.getByText('Mended in 1.1.'));
    expect(await page.content()).toContain(
      '"aggregateRating":{"@type":"AggregateRating","ratingValue":2,"reviewCount":1',
    );
    await inspect();

    await page.getByRole('link', { name: 'Your review for Fern & Fable' }).click();
    await page.getByRole('radio', { name: /5 stars/ }).check();
    await page.getByLabel('In your own words').fill('It works now.');
    // What somebody has written is not lost with their session.
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Save it' }).click();
    await page.waitForURL(/\/sign-in\?next=/);
    await page.context().addCookies(await signIn(system.baseUrl, owner));
    await page.goto(`${installationPath(installationId)}/review`);
    await shown(page.getByRole('status').getByText('You were signed out, so nothing was sent'));
    expect(await page.getByLabel('In your own words').inputValue()).toBe('It works now.');
    await inspect();
    await page.getByRole('button', { name: 'Save it' }).click();
    await shown(page.getByRole('status').getByText('Your review is in the store.'));
    await page.goto(`/apps/${app.slug}`);
    await shown(review.getByText('It works now.'));
    await shown(review.getByText('to the review as it was before it was edited'));
    await shown(page.getByRole('link', { name: /^5 stars.*1 review/ }));

    await page.goto(`${installationPath(installationId)}/review`);
    await page.locator('summary', { hasText: 'Delete the review' }).click();
    await inspect();
    await page.getByRole('button', { name: 'Delete the review' }).click();
    await shown(page.getByRole('status').getByText('Your review is deleted.'));
    await page.goto(`/apps/${app.slug}`);
    await shown(page.getByRole('heading', { name: 'No review yet' }));
    await developers.goto(consolePath(app, 'reviews'));
    await shown(developers.getByRole('heading', { name: 'No review yet' }));
    if (javaScriptEnabled) expect(await inspectPage(developers)).toEqual([]);
  });

  it('of a visitor without an account is a report: wrong input is told, and what was sent has a number', async () => {
    await using mirror = await openTagMirror();
    await using visit = await visitStore({ javaScriptEnabled });
    const { page } = visit;
    const inspect = async () => {
      if (javaScriptEnabled) expect(await inspectPage(page)).toEqual([]);
    };
    await page.goto(`/apps/${mirror.app.slug}`);
    await page.getByRole('link', { name: 'Report this app' }).click();
    await inspect();
    await page.getByRole('button', { name: 'Send the report' }).click();
    await shown(page.getByRole('alert').getByRole('link', { name: /choose one/ }));
    await page.getByRole('radio', { name: /It is not what it says/ }).check();
    await page.getByLabel('Your e-mail address').fill('nobody');
    await page.getByRole('button', { name: 'Send the report' }).click();
    await shown(page.getByRole('alert').getByRole('link', { name: /Say what is wrong, and where/ }));
    await shown(page.getByRole('alert').getByRole('link', { name: /such as ada@example.com/ }));
    expect(await page.getByRole('radio', { name: /It is not what it says/ }).isChecked()).toBe(true);
    await inspect();
    await page.getByLabel('What happened?').fill('It is not free.');
    await page.getByLabel('Your e-mail address').fill('');
    await page.getByRole('button', { name: 'Send the report' }).click();
    await shown(page.getByRole('status').getByText('Your report is with those who run the store.'));
    await shown(page.getByText(/rpt_\w{20}/));
    await inspect();
  });
});

it('shows hostile text as text, to everybody and in every place', async () => {
  await using mirror = await openTagMirror();
  const { app } = mirror;
  const { installationId, review } = await useTagMirror(mirror);
  const { slug } = app;
  const hostile = `<img src=x onerror="document.title='taken'"> <script>document.title='taken'</script> [free](javascript:alert(1)) https://evil.example/x ${'W'.repeat(300)}`;
  await review(1, hostile);
  const { data } = await apiAs(owner.token).GET('/v1/apps/{slug}/reviews', { params: { path: { slug } } });
  const report = `/apps/${slug}/report?review=`;
  await using visit = await visitStore({ as: 'owner' });
  await using console = await visitStore({ as: 'developer' });
  for (const [{ page }, path] of [
    [visit, `/apps/${slug}`],
    [visit, report + data?.items[0]?.id],
    [visit, installationPath(installationId)],
    [visit, `${installationPath(installationId)}/review`],
    [console, consolePath(app, 'reviews')],
  ] as const) {
    await page.goto(path);
    expect(await page.locator('body').innerText()).toContain(path.endsWith('/review') ? app.name : '<img src=x');
    expect(
      await page.locator('main a[href*="evil.example"], main a[href^="javascript"], main img[src="x"]').count(),
    ).toBe(0);
    expect(await page.title()).not.toContain('taken');
    expect(await inspectPage(page)).toEqual([]);
  }
  expect(await visit.page.getByLabel('In your own words').inputValue()).toBe(hostile);
  expect((await console.page.goto(`${report}rev_gone`))?.status()).toBe(404);
});

it('is not for a workspace that has hardly used the app, nor to be found from another one', async () => {
  await using mirror = await openTagMirror();
  const id = await installTagMirror(mirror.app, 'active');
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  await page.goto(installationPath(id));
  await shown(page.getByText(/once it has worked here for seven days, which is on \d+ \w+ \d{4}/));
  expect(await page.getByRole('link', { name: 'Write a review' }).count()).toBe(0);
  expect(await inspectPage(page)).toEqual([]);
  await page.goto(`${installationPath(id)}/review`);
  await shown(page.getByRole('heading', { name: 'Not yet' }));
  expect(await inspectPage(page)).toEqual([]);
  await using other = await visitStore({ as: 'otherOwner' });
  const answer = await other.page.goto(`${installationPath(id)}/review`);
  expect(answer?.status()).toBe(404);
  await using stranger = await visitStore({ as: 'owner' });
  expect((await stranger.page.goto(consolePath(mirror.app, 'reviews')))?.status()).toBe(404);
});

it('tells of two who edit it at once, and keeps what the second wrote', async () => {
  await using mirror = await openTagMirror();
  const { installationId, review } = await useTagMirror(mirror);
  await review(3, 'The first words.');
  await using visit = await visitStore({ as: 'owner' });
  const { page } = visit;
  await page.goto(`${installationPath(installationId)}/review`);
  await page.getByLabel('In your own words').fill('What I write.');
  await review(4, 'What the other wrote.');
  await page.getByRole('button', { name: 'Save it' }).click();
  await shown(page.getByRole('alert').getByText('The review was changed while you were writing'));
  await shown(page.getByRole('article').getByText('What the other wrote.'));
  expect(await page.getByLabel('In your own words').inputValue()).toBe('What I write.');
  expect(await inspectPage(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save it' }).click();
  await shown(page.getByRole('status').getByText('Your review is in the store.'));
});

it('is read, filtered and answered by keyboard alone', async () => {
  await using mirror = await openTagMirror();
  const { review } = await useTagMirror(mirror);
  await review(4, 'Good.');
  await using visit = await visitStore({ as: 'developer' });
  const { page } = visit;
  await page.goto('/apps/tag-sync');
  await shown(page.getByText('4.0').first());
  await tabTo(page, page.getByRole('link', { name: /2 stars.*1 review/ }));
  await page.keyboard.press('Enter');
  await page.waitForURL(/stars=2/);
  await shown(page.getByRole('article', { name: 'Oak Lane Vets' }));
  expect(await page.locator('[aria-labelledby="reviews"]').getByRole('article').count()).toBe(1);
  expect(await inspectPage(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(consolePath(mirror.app, 'reviews'));
  await tabTo(page, page.getByRole('link', { name: /^Reply to/ }));
  await page.keyboard.press('Enter');
  const field = page.getByLabel(/^Your reply to/);
  await shown(field);
  expect(await inspectPage(page)).toEqual([]);
  await focused(field);
  await page.keyboard.type('Thank you.');
  await tabTo(page, page.getByRole('button', { name: 'Reply', exact: true }));
  await page.keyboard.press('Enter');
  await shown(page.getByText('Your reply is in the store.'));
  const { data } = await apiAs(developer.token).GET('/v1/apps/{slug}/reviews', {
    params: { path: { slug: mirror.app.slug } },
  });
  expect(data?.items[0]?.reply?.text).toBe('Thank you.');
});
