import { manifestSchema, type ManifestInput } from '@minimart/app-manifest';
import { describe, expect, test } from 'vitest';
import { checkChanges } from './check-changes.ts';
import type { CheckContext } from './check-context.ts';
import { checkHosts } from './check-hosts.ts';
import { checkImages } from './check-images.ts';
import { checkLinks } from './check-links.ts';
import { checkScopes } from './check-scopes.ts';

const manifest = (changes: Partial<ManifestInput> = {}) =>
  manifestSchema.parse({ name: 'Tag Sync', slug: 'tag-sync', summary: 'Keeps tags the same.', ...changes });

const context = (changes: Partial<ManifestInput>, more: Partial<CheckContext> = {}): CheckContext => ({
  manifest: manifest(changes),
  former: undefined,
  domain: null,
  assets: new Map(),
  unusedScopes: [],
  labelOf: (id) => id,
  forbids: () => undefined,
  ask: async () => ({ ok: true, statusCode: 200, location: undefined }),
  ...more,
});

const to = (url: string): Partial<ManifestInput> => ({ requests: { subscribe: { method: 'POST', url } } });

describe('hosts', () => {
  test.each([
    ['below the proven domain', 'https://hooks.lantern.example/in', 'lantern.example', 'pass'],
    ['only ends like it', 'https://evillantern.example/in', 'lantern.example', 'warn'],
    ['with no domain proven', 'https://hooks.lantern.example/in', null, 'warn'],
  ])('a host that is %s', (_name, url, domain, verdict) => {
    expect(checkHosts(context(to(url), { domain })).verdict).toBe(verdict);
  });

  test('a host of the version before is known; one that requests may not reach is wrong, and names its field', () => {
    const former = { version: '1.0.0', manifest: manifest(to('https://a.example/in')) };
    expect(checkHosts(context(to('https://a.example/other'), { former })).verdict).toBe('pass');
    const { verdict, findings } = checkHosts(context(to('https://a.example/in'), { forbids: () => 'It is private.' }));
    expect([verdict, findings[0]?.pointer]).toEqual(['fail', '/requests/subscribe/url']);
  });
});

describe('permissions', () => {
  const asking = (reason: string) => ({ scopes: [{ id: 'flow-tags:view', reason }] });

  test.each([
    ['explained', 'To read the tags that we mirror.', 'pass'],
    ['with a reason that says little', 'Needed.', 'warn'],
  ])('one that is %s', (_name, reason, verdict) => {
    expect(checkScopes(context(asking(reason))).verdict).toBe(verdict);
  });

  test('one that nothing speaks of, or that was never needed, is worth a look', () => {
    const silent = { summary: 'A fine app.', ...asking('It makes the app work well.') };
    expect(checkScopes(context(silent)).findings[0]).toMatchObject({ verdict: 'warn', pointer: '/scopes/0' });
    const held = asking('To read the tags that we mirror.');
    const former = { version: '1.0.0', manifest: manifest(held) };
    const unused = checkScopes(context(held, { former, unusedScopes: ['flow-tags:view'] }));
    expect(unused.findings[0]?.text).toContain('no call needed it');
  });
});

describe('pictures', () => {
  const asset = (width: number | null) => ({ id: 'x', mediaType: 'image/webp', width, height: width, files: [] });

  test.each([
    [512, 'pass'],
    [null, 'pass'],
    [64, 'warn'],
  ])('a logo %s px wide', (width, verdict) => {
    const assets = new Map([['x', asset(width)]]);
    expect(checkImages(context({ logo: 'asset:x' }, { assets })).verdict).toBe(verdict);
  });

  test('one that is not there is wrong, and an alternative text that is the name of a file says little', () => {
    const screenshots = [{ image: 'asset:gone', alt: 'IMG_0001.png' }];
    const { verdict, findings } = checkImages(context({ screenshots }));
    expect(verdict).toBe('fail');
    expect(findings.map(({ pointer }) => pointer)).toEqual(['/screenshots/0/image', '/logo', '/screenshots/0/alt']);
  });
});

test('each link is asked for once, by the field where it stands first, and the worst comes first', async () => {
  const asked: string[] = [];
  const ask: CheckContext['ask'] = async (url) => {
    asked.push(url);
    if (url.endsWith('/down')) return { ok: false, error: 'Nobody is there.' };
    return { ok: true, statusCode: url.endsWith('/closed') ? 403 : 200, location: undefined };
  };
  const links = { documentation: 'https://a.example/docs', support: 'https://a.example/closed' };
  const description = 'See https://a.example/docs and (https://a.example/down).';
  const { findings } = await checkLinks(context({ links, description }, { ask }));
  expect(asked.toSorted()).toEqual(['https://a.example/closed', 'https://a.example/docs', 'https://a.example/down']);
  expect(findings.map(({ verdict, pointer }) => [verdict, pointer])).toEqual([
    ['fail', '/description'],
    ['warn', '/links/support'],
    ['pass', '/links/documentation'],
  ]);
});

test('what is asked for beyond the version that is out is named, and the same again is fine', () => {
  const before = { scopes: [{ id: 'flow-tags:view', reason: 'To read the tags.' }] };
  const former = { version: '1.0.0', manifest: manifest(before) };
  expect(checkChanges(context({ ...before, summary: 'New words.' }, { former })).verdict).toBe('pass');
  const more = { ...before, ...to('https://new.example/in'), name: 'Tag Mirror' };
  const texts = checkChanges(context(more, { former })).findings.map(({ text }) => text);
  expect(texts).toEqual(['It sends to one host more: new.example.', 'It is called Tag Mirror now, and was Tag Sync.']);
});
