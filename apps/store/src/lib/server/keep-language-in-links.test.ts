import { expect, test } from 'vitest';
import { keepLanguageInLinks, keepLanguageInPath } from './keep-language-in-links.ts';

test.each([
  ['<a class="x" href="/apps/tag-sync#reviews">', '<a class="x" href="/de/apps/tag-sync#reviews">'],
  ['<a href="/">', '<a href="/de">'],
  ['<a href="/?query=tags&amp;price=free">', '<a href="/de?query=tags&amp;price=free">'],
  ['<form action="/" role="search">', '<form action="/de" role="search">'],
  ['<a href="/sign-in?next=%2Fde%2Fapps%2Fx">', '<a href="/de/sign-in?next=%2Fde%2Fapps%2Fx">'],
])('%s leads on in the language of the address', (before, after) => {
  expect(keepLanguageInLinks(before, 'de')).toBe(after);
});

test.each([
  '<a href="/de/apps/tag-sync">',
  '<a href="/en">',
  '<a href="//evil.example/">',
  '<a href="https://example.com/apps/x">',
  '<a href="#main">',
  '<a href="/docs">',
  '<a href="/assets/abc">',
  '<a href="/developer">',
  '<link rel="stylesheet" href="/_app/immutable/a.css">',
  '<form method="post" action="/sign-in">',
  '<form method="post" action="/language">',
  '<p>href="/apps/x"</p>',
])('%s stays as it is', (html) => {
  expect(keepLanguageInLinks(html, 'de')).toBe(html);
});

test.each([
  ['/sign-in?next=%2Fde%2Fapps%2Fx%2Finstall', '/de/sign-in?next=%2Fde%2Fapps%2Fx%2Finstall'],
  ['/workspaces/ws_1/apps/ins_1?done=scopes', '/de/workspaces/ws_1/apps/ins_1?done=scopes'],
  ['/de/apps/x', '/de/apps/x'],
  ['/developer', '/developer'],
  ['../de', '../de'],
  ['//evil.example/', '//evil.example/'],
  ['https://example.com/', 'https://example.com/'],
])('whoever is sent on to %s comes to %s', (before, after) => {
  expect(keepLanguageInPath(before, 'de')).toBe(after);
});
