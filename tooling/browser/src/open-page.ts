import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** Where the page's own origin is, and how the visitor's browser is set. */
export interface OpenPageOptions extends BrowserContextOptions {
  /** The one origin that may be asked for anything. */
  origin: string;
  /** Others that the visitor goes to by themselves, such as where they sign in. */
  alsoVisited?: readonly string[];
}

/** A page in a context of its own. Disposing of it closes the context and throws when a third party was asked for anything. */
export interface WatchedPage extends AsyncDisposable {
  page: Page;
  /** Addresses of other origins that the page asked for, or tried to. */
  thirdParties: readonly string[];
}

/** Opens a page with a fresh profile; relative addresses are the origin's. */
export async function openPage(
  browser: Browser,
  { origin, alsoVisited = [], ...options }: OpenPageOptions,
): Promise<WatchedPage> {
  const context = await browser.newContext({ baseURL: origin, reducedMotion: 'reduce', ...options });
  const thirdParties: string[] = [];
  const watch = (url: string) => {
    if ([origin, ...alsoVisited].every((each) => isThirdParty(url, each))) thirdParties.push(url);
  };
  context.on('request', (request) => watch(request.url()));
  const page = await context.newPage();
  page.on('websocket', (socket) => watch(socket.url()));
  return {
    page,
    thirdParties,
    [Symbol.asyncDispose]: async () => {
      await context.close();
      if (thirdParties.length > 0) throw new Error(`The page asked third parties:\n  ${thirdParties.join('\n  ')}`);
    },
  };
}

function isThirdParty(address: string, origin: string): boolean {
  const url = new URL(address);
  if (!['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol)) return false; // data:, blob: and about: ask nobody
  return url.host !== new URL(origin).host;
}
