import { beforeAll, expect, it } from 'vitest';
import { consolePath } from './kit/console-paths.ts';
import { findHiddenFocus } from './kit/find-hidden-focus.ts';
import type { JourneyApp } from './kit/journey-app.ts';
import { furtherStates, isPublic, pageRoutes, pathOf } from './kit/page-routes.ts';
import { consentPath } from './kit/pages.ts';
import { publishApp } from './kit/publish-app.ts';
import { system } from './kit/system.ts';
import { tagMirrorManifest } from './kit/tag-mirror.ts';
import { useBrowser } from './kit/use-browser.ts';

const visitStore = useBrowser();
let app: JourneyApp;
beforeAll(async () => void (app = await publishApp(tagMirrorManifest('http://127.0.0.1:9'))));

// A desktop, a phone, and a window that is so low that what stays in its place takes most of it.
const windows = [
  { width: 1280, height: 800 },
  { width: 360, height: 640 },
  { width: 1280, height: 360 },
];

async function expectSeen(path: string, as?: 'owner' | 'developer'): Promise<void> {
  for (const viewport of windows) {
    await using visit = await visitStore({ viewport, ...(as && { as }) });
    await visit.page.goto(path);
    const { stops, hidden } = await findHiddenFocus(visit.page);
    const where = `${path} at ${viewport.width} × ${viewport.height}`;
    expect(hidden, where).toEqual([]);
    expect(stops, where).toBeGreaterThan(10);
  }
}

it('what has the focus can be seen on every public page, forwards and backwards', async () => {
  for (const route of pageRoutes) {
    const path = pathOf(route, { slug: app.slug, appId: app.id });
    if (!(await isPublic(path))) continue;
    for (const state of [path, ...(furtherStates[route] ?? [])]) await expectSeen(state);
  }
});

it.each<[string, 'owner' | 'developer', () => string]>([
  ['the consent page', 'owner', () => consentPath(app.slug)],
  ['the installed apps', 'owner', () => `/workspaces/${system.accounts.owner.workspaceId}/apps`],
  ['the settings, over their bar', 'developer', () => consolePath(app, 'settings')],
  ['the auth inputs, over their bar', 'developer', () => consolePath(app, 'auth')],
  ['the permissions, over their bar', 'developer', () => consolePath(app, 'scopes')],
  ['the requests, over their bar', 'developer', () => consolePath(app, 'requests')],
])('what has the focus can be seen on a page with bars: %s', async (_page, as, path) => {
  await expectSeen(path(), as);
});

it('sees what a bar hides', async () => {
  await using visit = await visitStore({ bypassCSP: true, viewport: windows[0]! });
  await visit.page.goto('/');
  await visit.page.addStyleTag({
    content:
      'html { scroll-padding: 0 } body::after { content: ""; position: fixed; inset: auto 0 0; height: 45vh; background: #888; z-index: 99 }',
  });
  const { hidden } = await findHiddenFocus(visit.page);
  expect(hidden.length).toBeGreaterThan(0);
  expect(hidden[0]).toContain('is covered by');
});
