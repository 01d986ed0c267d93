import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityViolations } from './find-accessibility-violations.ts';
import { launchBrowser } from './launch-browser.ts';
import { launchDebuggable } from './launch-debuggable.ts';
import { openPage } from './open-page.ts';

async function serve(body: string) {
  const listener: RequestListener = (_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><title>A page</title><main>${body}</main>`);
  };
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, [Symbol.asyncDispose]: async () => void server.close().closeAllConnections() };
}

describe('launchBrowser', () => {
  let browser: Browser;
  beforeAll(async () => void (browser = await launchBrowser()), 120_000);
  afterAll(() => browser.close());

  it('shows a page with fonts, runs its script and takes its picture', async () => {
    await using site = await serve('<h1>Hello</h1><script>document.title = "Changed"</script>');
    await using visit = await openPage(browser, { origin: site.origin });
    await visit.page.goto('/');
    expect(await visit.page.title()).toBe('Changed');
    const box = await visit.page.getByRole('heading').boundingBox();
    expect(box?.height).toBeGreaterThan(20);
    const picture = await visit.page.screenshot();
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
  });

  it('shows a page without running its script when told so', async () => {
    await using site = await serve('<h1>Hello</h1><script>document.title = "Changed"</script>');
    await using visit = await openPage(browser, { origin: site.origin, javaScriptEnabled: false });
    await visit.page.goto('/');
    expect(await visit.page.title()).toBe('A page');
  });

  it('fails a visit whose page asks a third party', async () => {
    await using site = await serve('<img alt="" src="http://tracker.example/pixel.gif">');
    const visit = await openPage(browser, { origin: site.origin });
    await visit.page.goto('/');
    expect(visit.thirdParties).toEqual(['http://tracker.example/pixel.gif']);
    await expect(visit[Symbol.asyncDispose]()).rejects.toThrow('tracker.example');
  });

  it('finds a picture without words and pale text, and nothing on a good page', async () => {
    await using bad = await serve('<h1>Hello</h1><img src="data:,"><p style="color:#ccc;background:#fff">Pale</p>');
    await using good = await serve('<h1>Hello</h1>');
    await using visitBad = await openPage(browser, { origin: bad.origin });
    await using visitGood = await openPage(browser, { origin: good.origin });
    await visitBad.page.goto('/');
    await visitGood.page.goto('/');
    const found = await findAccessibilityViolations(visitBad.page);
    expect(found.map((line) => line.split(':')[0])).toEqual(['color-contrast', 'image-alt']);
    expect(await findAccessibilityViolations(visitGood.page)).toEqual([]);
  });
});

describe('launchDebuggable', () => {
  it('listens for tools, and is gone afterwards', async () => {
    let version: string;
    {
      await using browser = await launchDebuggable();
      version = `http://127.0.0.1:${browser.port}/json/version`;
      expect(await (await fetch(version)).json()).toMatchObject({ Browser: expect.stringMatching(/Chrome/) });
    }
    await expect(fetch(version)).rejects.toThrow();
  }, 120_000);
});
